"""Files of a workspace live in its own folder and are served only to it."""

from __future__ import annotations

from django.core.files.storage import FileSystemStorage

from houtai.core.workspaces.context import current
from houtai.core.workspaces.engine import folder_of


class WorkspaceStorage(FileSystemStorage):
    """Media of the current workspace. Plain properties, because the storage object is shared by all."""

    @property
    def base_location(self) -> str:
        return str(folder_of(current()) / "media")

    @property
    def location(self) -> str:
        return self.base_location
