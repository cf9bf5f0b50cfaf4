"""Why a workspace could not be written out, read back or compared: in words for people."""

from __future__ import annotations

from houtai.core.workspaces.refusals import Refusal


class ArchiveError(Refusal):
    """What went wrong and what was kept; nothing was left half done."""


class BadArchive(ArchiveError):
    """The archive is damaged, hostile or of another kind. Nothing was made of it."""


class NewerArchive(BadArchive):
    """The archive comes from a newer Houtai than this one."""


class UnknownTables(ArchiveError):
    """The database and the code do not agree on the tables: bring the workspace up to the code first."""


class NoRoom(ArchiveError):
    """The disk is too full. What was begun has been taken away again."""
