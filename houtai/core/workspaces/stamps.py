"""Rows and queries know the workspace they were made in; in another they are refused."""

from __future__ import annotations

from functools import cache
from typing import Any

from houtai.core.workspaces.context import WrongWorkspace, current, current_or_none
from houtai.core.workspaces.engine import CONTROL


def check(row: Any, *, using: str | None = None) -> None:
    """Raise WrongWorkspace for a row of another workspace, NoWorkspace where none is current.

    using: the database it is meant for. Rows of the control database belong to all, and so does what is no row.
    """
    stamp = None if row is None or using == CONTROL else stamp_of(row)
    if stamp is not None and stamp != current_or_none() and not is_of_all(row):
        refuse(stamp, f"{row._meta.label} {row.pk}")


def together(row: Any, other: Any) -> bool:
    """Whether two rows may be one thing, as far as their workspaces go."""
    one, two = stamp_of(row), stamp_of(other)
    return one == two or None in (one, two) or is_of_all(row) or is_of_all(other)


def stamp_of(row: Any) -> str | None:
    return getattr(getattr(row, "_state", None), "workspace", None)


def is_of_all(row: Any) -> bool:
    return row._state.db == CONTROL or is_control(type(row))


def refuse(stamp: str, what: str) -> None:
    raise WrongWorkspace(f"{what} is of workspace {stamp} and met workspace {current()}")


def is_control(model: Any) -> bool:
    """Whether all rows of a model are in the control database."""
    return _is_control(model._meta.app_label, model._meta.model_name)


@cache
def _is_control(app_label: str, model_name: str) -> bool:
    from houtai.core.workspaces import router

    return router._lives_in_control(app_label, model_name)
