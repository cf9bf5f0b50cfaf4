"""The columns, as others are told of them."""

from __future__ import annotations

from typing import Any

from houtai.modules.content.models.column import Column
from houtai.modules.content.models.visible import desk_of


class Offered:
    def names(self) -> dict[int, str]:
        return dict(Column.objects.order_by("place", "name").values_list("pk", "name"))

    def worked_on_by(self, user: Any) -> list[int] | None:
        mine = desk_of(user)
        return list(Column.objects.filter(mine).order_by().values_list("pk", flat=True)) if mine else None
