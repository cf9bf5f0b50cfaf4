"""What is posted, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

State = Literal["delivered", "retry", "dead", "failed"]


class Posted(Protocol):
    """key: the same for each try, so that a repeat is recognised; address: what leads to the receiver."""

    @property
    def key(self) -> str: ...

    @property
    def address(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What became of a message. after: seconds that the other side asks to wait before the next try, or None; status,
    answer: of the answer over the web, and how it began; None and "" without one.

    delivered: taken over by the other side; retry: try again later; dead: this address will never work again;
    failed: this message will never work. unsure: that it did not get through is not certain.
    """

    key: str
    state: State
    error: str = ""
    unsure: bool = False
    after: float | None = None
    status: int | None = None
    answer: str = ""
