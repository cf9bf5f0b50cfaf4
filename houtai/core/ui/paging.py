"""Pages over tables of any size: no page counts or passes over all rows.

A list with up to `cap` rows has numbered pages. A longer one goes from row to row (`keyset`), where its order is one
of the table's columns; where it is not, the first `cap` rows are shown, and it says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

from houtai.core.ui import figures
from houtai.core.ui.counting import CAP, Count, count
from houtai.core.ui.keyset import Order, Place

AFTER, BEFORE, LAST = "after.", "before.", "last"


class CappedPaginator(WagtailPaginator):
    """order: what the rows are sorted by, "" when that is not one column."""

    order = ""

    @cached_property
    def cap(self) -> int:
        """What is searched for may be dear to count, and says so."""
        return int(getattr(self.object_list, "cap", CAP))

    @cached_property
    def counted(self) -> Count:
        return count(self.object_list, cap=self.cap)

    @property
    def is_capped(self) -> bool:
        return not self.counted.is_exact

    @cached_property
    def count(self) -> int:
        return min(self.counted.number, self.cap)

    @cached_property
    def walked(self) -> Order | None:
        """The order in which it is walked from row to row; None when it has numbered pages."""
        order = Order(self.model, self.order) if self.order and isinstance(self.object_list, QuerySet) else None
        return order if order and order.fields and not self.counted.is_exact else None

    def get_page(self, number: Any) -> Any:
        return Stretch(self, self.walked, str(number or "")) if self.walked else super().get_page(number)

    @cached_property
    def items_count_label(self) -> str:
        if self.counted.is_exact:
            label: Any = WagtailPaginator.items_count_label.func(self)
            return str(label)
        told = {"count": self.counted, "things": self.verbose_name_plural, "cap": figures.number(self.cap)}
        if self.walked:
            return _("%(count)s %(things)s") % told
        return _("The first %(cap)s of %(count)s. Filter or search to see others.") % told


class Stretch:
    """One page of a long list: so many rows behind a place, or before it. asked: what the address says of it."""

    is_walked = True

    def __init__(self, paginator: CappedPaginator, order: Order, asked: str) -> None:
        self.paginator, self.order, self.size = paginator, order, int(paginator.per_page)
        self.back = asked == LAST or asked.startswith(BEFORE)
        self.place = order.read(asked.removeprefix(AFTER).removeprefix(BEFORE))
        self.found = self.walk(self.place, self.back)
        if not self.found and self.place:
            # What was there is gone: the last page, or the first one.
            self.place, self.back = None, not self.back
            self.found = self.walk(None, self.back)

    def walk(self, place: Place | None, back: bool) -> list[Place]:
        return self.order.walk(self.paginator.object_list, place=place, back=back, count=self.size + 1)

    @cached_property
    def places(self) -> list[Place]:
        shown = self.found[: self.size]
        return shown[::-1] if self.back else shown

    @cached_property
    def object_list(self) -> Sequence[Any]:
        if all(place.row is not None for place in self.places):
            return [place.row for place in self.places]
        keys = [place.key for place in self.places]
        rows = self.paginator.object_list.order_by().in_bulk(keys)
        return [rows[key] for key in keys if key in rows]

    @property
    def more(self) -> bool:
        return len(self.found) > self.size

    def has_next(self) -> bool:
        return bool(self.place) if self.back else self.more

    def has_previous(self) -> bool:
        return self.more if self.back else bool(self.place)

    def has_other_pages(self) -> bool:
        return self.has_next() or self.has_previous()

    @property
    def next(self) -> str:
        return AFTER + self.order.write(self.places[-1])

    @property
    def previous(self) -> str:
        return BEFORE + self.order.write(self.places[0])
