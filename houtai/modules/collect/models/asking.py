"""A run says what it wants of the outside and is told the answer, so that one worker can have many runs under way."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import TypeVar

from houtai.modules.collect import client

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One request: an address, what makes it conditional, and the seconds until it is our turn at that server.

    stay: to be told of another server that it leads to, instead of going there.
    """

    url: str
    wait: float = 0.0
    conditions: dict[str, str] = field(default_factory=dict)
    stay: bool = False


# What a run is: it gives what it wants, takes the answer or has UnableToFetch thrown in, and ends with a result.
Steps = Generator[Wanted, client.Fetched, T]
Ask = Callable[[Wanted], client.Fetched]


def carry_out(steps: Steps[T], *, ask: Ask) -> T:
    """Carry out one run to its end."""
    try:
        wanted = next(steps)
        while True:
            wanted = answered(steps, ask, wanted)
    except StopIteration as over:
        result: T = over.value
        return result


def answered(steps: Steps[T], ask: Ask, wanted: Wanted) -> Wanted:
    """What the run wants next."""
    try:
        answer = ask(wanted)
    except client.UnableToFetch as error:
        return steps.throw(error)
    return steps.send(answer)
