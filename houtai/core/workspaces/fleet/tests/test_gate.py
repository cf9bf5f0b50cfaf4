"""A workspace that is behind is brought up at its first request, or answers that it is being updated."""

import fcntl
from collections.abc import Callable

from houtai.core.workspaces import schema
from houtai.core.workspaces.engine import folder_of
from houtai.core.workspaces.fleet import gate
from houtai.core.workspaces.fleet.tests.test_everyone import damage
from houtai.core.workspaces.models import Workspace


def test_one_that_is_behind_is_brought_up(behind: Callable[[str], Workspace]) -> None:
    gate.forget()
    workspace = behind("old")
    assert gate.ready(workspace.pk)
    assert gate.known(workspace.pk)
    workspace.refresh_from_db()
    assert (workspace.schema, workspace.trouble) == (schema.version(), "")


def test_one_that_another_process_is_at_is_not_waited_for(behind: Callable[[str], Workspace]) -> None:
    gate.forget()
    workspace = behind("busy")
    folder_of(workspace.pk).mkdir(parents=True, exist_ok=True)
    with (folder_of(workspace.pk) / "schema.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert not gate.ready(workspace.pk)
    assert gate.ready(workspace.pk)


def test_one_that_cannot_be_brought_up_says_why(behind: Callable[[str], Workspace]) -> None:
    gate.forget()
    workspace = behind("bad")
    damage(workspace.pk)
    assert not gate.ready(workspace.pk)
    assert not gate.known(workspace.pk)
    workspace.refresh_from_db()
    assert "insight_day" in workspace.trouble
