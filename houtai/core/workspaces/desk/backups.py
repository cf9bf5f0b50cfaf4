"""The part on back-ups of a workspace's page; the default one's tells of control and of the last turn too."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string

from houtai.core.workspaces.backups.places import backups_of
from houtai.core.workspaces.backups.turn import last_turn
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.models import Workspace

SHOWN = 8


def part(workspace: Workspace, request: HttpRequest) -> str:
    turn = last_turn()
    troubles = turn.troubles if turn else {}
    told = {
        "workspace": workspace,
        "minutes": settings.BACKUP_MINUTES,
        "kept": shown(workspace.pk),
        "trouble": troubles.get(workspace.pk, ""),
        "control": shown(CONTROL) if workspace.default else [],
        "troubles": troubles if workspace.default else {},
        "turn_at": datetime.fromisoformat(turn.at) if turn else None,
    }
    return render_to_string("workspaces/backups.html", told, request=request)


def shown(key: str) -> list[dict[str, Any]]:
    """The newest first."""
    return [{"at": backup.at, "bytes": backup.bytes_of()} for backup in reversed(backups_of(key)[-SHOWN:])]
