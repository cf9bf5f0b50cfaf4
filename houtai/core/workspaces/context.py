"""Which workspace is current. Nothing else may say so, and nothing guesses it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token

from django.db.utils import OperationalError

from houtai.core.workspaces import pool

_current: ContextVar[str | None] = ContextVar("workspace", default=None)


class NoWorkspace(OperationalError):
    """Something wants a workspace's data and no workspace is current.

    An OperationalError, because Django's commands that can do without a database treat that one as a warning.
    """


class WrongWorkspace(RuntimeError):
    """A workspace was left or switched with a transaction open, or a row of one met another."""


def current() -> str:
    """The id of the current workspace. Raises NoWorkspace."""
    workspace = _current.get()
    if workspace is None:
        raise NoWorkspace("no workspace is current here: wrap this in enter(workspace)")
    return workspace


def current_or_none() -> str | None:
    return _current.get()


@contextmanager
def enter(workspace: str) -> Iterator[None]:
    """Make a workspace current: the only way to switch. Raises WrongWorkspace across an open transaction."""
    left = _current.get()
    if left not in (None, workspace) and pool.open_blocks(left or ""):
        raise WrongWorkspace(f"workspace {left} has a transaction open: finish it before entering {workspace}")
    before, token = pool.open_blocks(workspace), _current.set(workspace)
    try:
        yield
    finally:
        after = pool.open_blocks(workspace)
        _current.reset(token)
        if token.old_value in (None, Token.MISSING):
            pool.release()
        if after != before:
            raise WrongWorkspace(f"a transaction of workspace {workspace} was left open")


def settle(workspace: str) -> None:
    """Make a workspace current for the rest of this context: for a command line or a test run."""
    _current.set(workspace)
