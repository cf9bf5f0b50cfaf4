"""What the command line says of modules and use."""

import json
from datetime import UTC, date, datetime

import pytest

from houtai.core.workspaces.cli import modules, usage
from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import Use, Workspace

NOON = datetime(2030, 1, 31, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def said(part, **options):
    lines: list[str] = []
    part.run(options, lines.append)
    return lines


def test_usage_is_told_with_bytes_rows_and_modules(alice):
    Use.objects.create(
        workspace_id=current(), module="push", month=date(2030, 1, 1), count=7, first_at=NOON, last_at=NOON
    )
    told = json.loads(said(usage, workspaces=[], json=True)[0])[0]
    assert told["id"] == current()
    assert told["database"] > 0
    assert told["rows"]["workspaces_user"] == 1
    assert told["modules"][0]["count"] == 7
    assert any("push" in line for line in said(usage, workspaces=[], json=False))


def test_a_module_is_switched_off_and_what_stops_is_said():
    lines = said(modules, workspace=current(), off=["content"], on=[], json=False)
    assert Workspace.objects.get(pk=current()).off == ["content"]
    assert any(line.startswith("off") and "content" in line for line in lines)
    assert any("content.accept" in line for line in lines)
    assert json.loads(said(modules, workspace=current(), off=[], on=["content"], json=True)[0])["content"]
