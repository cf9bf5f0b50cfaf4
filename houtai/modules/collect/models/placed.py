"""What goes to a column is for those who work on that column, wherever it is shown."""

from __future__ import annotations

from typing import Any, ClassVar

from houtai.core.work import columns
from houtai.core.work.models import Visible


class Placed(Visible):
    """placed: the path to the column's key."""

    placed: ClassVar[str] = "place"

    def visible_to(self, user: Any) -> Any:
        return self.open_to(user, super().visible_to(user))

    def open_to(self, user: Any, rows: Any) -> Any:
        mine = None if rows.query.is_empty() else columns.open_to(user)
        return rows if mine is None else rows.filter(**{f"{self.placed}__in": mine})
