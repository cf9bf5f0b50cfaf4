"""Pages over tables of any size: counting stops at a cap, so no page scans the whole table."""

from __future__ import annotations

from typing import Any

from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator


class CappedPaginator(WagtailPaginator):
    """Pages through the first `cap` rows. Beyond them filters and search lead further than page numbers."""

    cap = 10_000

    @cached_property
    def reached(self) -> int:
        """The number of rows, or one more than the cap when there are more."""
        rows = self.object_list
        if hasattr(rows, "order_by"):
            rows = rows.order_by()
        rows = rows[: self.cap + 1]
        return int(rows.count() if hasattr(rows, "query") else len(rows))

    @property
    def is_capped(self) -> bool:
        return self.reached > self.cap

    @cached_property
    def count(self) -> int:
        return min(self.reached, self.cap)

    @cached_property
    def items_count_label(self) -> str:
        if self.is_capped:
            return _("The first %(count)s. Filter or search to see others.") % {"count": number_format(self.cap)}
        label: Any = WagtailPaginator.items_count_label.func(self)
        return str(label)
