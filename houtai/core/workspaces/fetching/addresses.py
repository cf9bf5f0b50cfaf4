"""Which machines may be reached: public ones, and those that the caller expressly admits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue

from houtai.core.workspaces.fetching.errors import NameUnknown, NotAdmitted, PrivateAddress, TooSlow
from houtai.core.workspaces.reach import is_public, place

Resolve = Callable[[str, int], list[str]]


def checked(
    host: str,
    port: int,
    *,
    admit: frozenset[str],
    closed: bool,
    resolve: Resolve,
    seconds: float,
) -> list[str]:
    """The addresses to connect to. One private answer refuses the name: it is either a mistake or an attack.

    Raises NameUnknown, PrivateAddress, NotAdmitted, TooSlow.
    """
    if place(host, port) in admit:
        return [host]
    if closed:
        raise NotAdmitted(host)
    answers = in_time(lambda: resolve(host, port), host=host, seconds=seconds)
    if not answers:
        raise NameUnknown(host)
    if not all(place(answer, port) in admit or is_public(answer) for answer in answers):
        raise PrivateAddress(host)
    return answers


def in_time(question: Callable[[], list[str]], *, host: str, seconds: float) -> list[str]:
    """Asks in a thread, because the system's resolver takes no time limit."""
    answers: SimpleQueue[list[str] | None] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(question())
        except (OSError, UnicodeError):
            answers.put(None)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0.001))
    except Empty:
        raise TooSlow(host, seconds=round(seconds)) from None
    if answer is None:
        raise NameUnknown(host)
    return answer
