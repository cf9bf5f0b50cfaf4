"""The search index, made anew: each engine has its own shape of it, and a process knows one."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command

from houtai.core.workspaces import engine
from houtai.core.workspaces.archive.errors import ArchiveError
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.standing_in import standing_in


class NotIndexed(ArchiveError):
    """The search index could not be made."""


def reindex(key: str, *, on: str | None = None) -> None:
    """Make the search index of a workspace anew, in a process of its engine. Raises NotIndexed.

    on: the engine whose database is meant, when not the one that the row names.
    """
    name = on or engine.of(key).name
    if name == engine.own().name:
        with standing_in(key, on=name) as there, enter(there):
            call_command("update_index", verbosity=0)
        return
    done = subprocess.run(**of_engine(name, "workspaces", "reindex", key, "--engine", name), check=False)
    if done.returncode:
        raise NotIndexed(f"The search index could not be made: {done.stderr.strip()[-500:]}")


def of_engine(name: str, *words: str) -> dict[str, Any]:
    """How to start a command of ours in a process of the other engine: for `subprocess.run`."""
    surroundings = {**os.environ, "HOUTAI_ENGINE": name, "HOUTAI_HOME": str(settings.HOME)}
    return {"args": [sys.executable, "-m", "houtai", *words], "env": surroundings, "capture_output": True, "text": True}
