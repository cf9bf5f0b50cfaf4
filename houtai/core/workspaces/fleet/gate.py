"""Whether a workspace can be served by this code: one that is behind is brought up at its first request."""

from __future__ import annotations

import logging

from houtai.core.workspaces.fleet.one import LONGEST_TROUBLE, BeingUpdated, bring_up, note, version
from houtai.core.workspaces.models import Workspace

UPDATING = b"This workspace is being updated. Please try again in a moment.\n"
log = logging.getLogger("houtai.workspaces")
_ready: set[str] = set()


def known(key: str) -> bool:
    """Whether it was found ready before; asks nobody."""
    return key in _ready


def ready(key: str) -> bool:
    """Bring it up if it is behind. False when another process is at it, or when it cannot be brought up."""
    if Workspace.objects.filter(pk=key, schema=version()).exists():
        _ready.add(key)
        return True
    try:
        bring_up(key, wait=False)
    except BeingUpdated:
        return False
    except Exception as error:
        log.exception("Workspace %s could not be brought up to the code.", key)
        note({key: f"{type(error).__name__}: {error}"[:LONGEST_TROUBLE]})
        return False
    note({key: ""})
    _ready.add(key)
    return True


def forget() -> None:
    """Ask about every workspace again."""
    _ready.clear()
