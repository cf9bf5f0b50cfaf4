"""Who else tells what was made of a manuscript already: whoever made it is asked to name them too, or no longer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

# Name and address; one of them may be "".
Credit = tuple[str, str]
Crediting = Callable[[Any, Sequence[Credit], bool], None]

_makers: list[Crediting] = []


def register(maker: Crediting) -> None:
    _makers.append(maker)


def credit(origin: Any, others: Sequence[Credit], *, gone: bool = False) -> None:
    """origin: the subject of what the manuscript came from; gone: they no longer belong to it."""
    for maker in _makers if others else ():
        maker(origin, others, gone)
