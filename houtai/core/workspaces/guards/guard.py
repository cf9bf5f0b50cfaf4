"""Putting something of ours over a part of Django or Wagtail, so that it can be told by name and lifted again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

ABSENT: Any = object()


class Guard:
    """One reason to put ours over theirs, in as many places as it takes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._put: list[tuple[Any, str, Any, Any]] = []

    def put(self, owner: Any, attribute: str, ours: Any) -> None:
        theirs = vars(owner).get(attribute, ABSENT)
        self._put.append((owner, attribute, theirs, ours))
        setattr(owner, attribute, ours)

    def around(self, owner: Any, attribute: str) -> Callable[[Callable[..., Any]], None]:
        """Decorates a function that takes theirs first and then what theirs takes."""
        theirs = getattr(owner, attribute)

        def wrap(ours: Callable[..., Any]) -> None:
            @wraps(theirs)
            def both(*args: Any, **options: Any) -> Any:
                return ours(theirs, *args, **options)

            self.put(owner, attribute, both)

        return wrap

    @contextmanager
    def lifted(self) -> Iterator[None]:
        """Without it: for the test that proves that it is needed."""
        for owner, attribute, theirs, _ours in reversed(self._put):
            delattr(owner, attribute) if theirs is ABSENT else setattr(owner, attribute, theirs)
        try:
            yield
        finally:
            for owner, attribute, _theirs, ours in self._put:
                setattr(owner, attribute, ours)
