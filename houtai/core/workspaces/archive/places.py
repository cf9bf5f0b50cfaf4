"""Rows that name people by number where no foreign key shows it: the layers above say in which, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

# From a row's values by column, JSON read, and the new number of each old one, to the columns that change.
Place = Callable[[Mapping[str, Any], Mapping[int, int]], dict[str, Any]]
# By the label of the model.
places: dict[str, list[Place]] = {}


def named_in(label: str, place: Place) -> None:
    places.setdefault(label, []).append(place)
