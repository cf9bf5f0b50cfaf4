"""How workspaces are written on pages."""

from __future__ import annotations

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString

from houtai.core.workspaces import engine
from houtai.core.workspaces.models import Workspace

TONES = {"making": "info", "active": "good", "suspended": "warn", "leaving": "bad"}
STATES: dict[str, Any] = dict(Workspace.State.choices)


def name_of(workspace: Workspace) -> SafeString:
    """Apart from what stands around it, whatever its script and direction."""
    return format_html("<bdi>{}</bdi>", workspace.name)


def size_of(workspace: Workspace) -> int | None:
    """Bytes of its database; None when there is none, or its server does not answer."""
    try:
        return engine.bytes_of(workspace.pk)
    except Exception:  # noqa: BLE001 - each engine has errors of its own, and a list must not fail for one row
        return None


def written_size(size: int | None) -> str:
    return "–" if size is None else filesizeformat(size)
