"""The columns that texts go to. Who has columns offers them here; who sends texts asks, without knowing who that is.

A place is the key of the column that something belongs to, NONE or ASKED.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any, Protocol

# The key of no column: the others begin with 1. And the place of what only its own object can say who sees it.
NONE, ASKED = 0, -1
HELD = "_columns_open_to"


class Offer(Protocol):
    def names(self) -> dict[int, str]:
        """Of all columns by key, in the order of the names."""

    def worked_on_by(self, user: Any) -> list[int] | None:
        """The keys of those that this person works on; None for whoever works on all."""


Follower = Callable[[int, str], None]

_offers: list[Offer] = []
_followers: list[Follower] = []


def register(offer: Offer) -> None:
    _offers.append(offer)


def follow(follower: Follower) -> None:
    """Be told, in the same transaction, that a column (its key) has this name from now on."""
    _followers.append(follower)


def called(key: int, name: str) -> None:
    for follower in _followers:
        follower(key, name)


def names() -> dict[int, str]:
    return {key: name for offer in _offers for key, name in offer.names().items()}


def open_to(user: Any) -> list[int] | None:
    """Where this person sees what is not public yet: NONE and the columns that they work on; None for everywhere.

    Asked once of a user object, as permissions are.
    """
    if not hasattr(user, HELD):
        bounds = [mine for offer in _offers if (mine := offer.worked_on_by(user)) is not None]
        setattr(user, HELD, [NONE, *chain.from_iterable(bounds)] if bounds else None)
    found: list[int] | None = getattr(user, HELD)
    return found


def offered_to(user: Any) -> dict[int, str]:
    """The names of the columns that this person works on, by key."""
    mine, all_names = open_to(user), names()
    return all_names if mine is None else {key: name for key, name in all_names.items() if key in mine}
