"""Where the files of a workspace lie."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def folder_of(workspace: str) -> Path:
    """The folder with all files of a workspace: media, events, and the database if it is a file."""
    return Path(settings.HOME) / "workspaces" / workspace


def golden_folder() -> Path:
    return Path(settings.HOME) / "golden"
