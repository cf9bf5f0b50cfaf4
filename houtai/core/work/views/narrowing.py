"""What of a queue is shown: by search, filters and order, all of which stand in the address of its page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from houtai.core.ui.keyset import Order
from houtai.core.ui.paging import CappedPaginator, Stretch
from houtai.core.work.queues import Queue

# These say which items are shown, and what was shown before.
SHOWING = ("item", "after")


@dataclass(frozen=True)
class Narrowing:
    """Of this queue, as this request's address has it. What makes no sense there is left out."""

    queue: Queue
    request: HttpRequest
    do_not_call_in_templates = True

    @cached_property
    def query(self) -> str:
        said = self.request.GET.copy()
        for name in SHOWING:
            said.pop(name, None)
        return said.urlencode()

    @property
    def address(self) -> str:
        return f"{self.request.path}?{self.query}" if self.query else self.request.path

    @property
    def search(self) -> str:
        return self.request.GET.get("q", "") if self.queue.searched else ""

    @property
    def order(self) -> str:
        """As chosen; "" for the queue's own."""
        wanted = self.request.GET.get("order", "")
        return wanted if wanted in dict(self.queue.orders) else ""

    @cached_property
    def filters(self) -> Any:
        if self.queue.filters is None:
            return None
        return self.queue.filters(self.request.GET, queryset=self.queue.model.objects.none(), request=self.request)

    def __call__(self, rows: Any) -> Any:
        """Of these rows, in this order."""
        if self.search:
            rows = rows.filter(**{f"{self.queue.searched}__icontains": self.search})
        if self.filters:
            self.filters.form.is_valid()
            rows = self.filters.filter_queryset(rows)
        return Order(self.queue.model, self.order).sort(rows) if self.order else rows

    def page(self, rows: Any, *, asked: str, size: int) -> Stretch:
        """So many of the narrowed rows. asked: the place from which on, as the last page named it; "" the first."""
        order = self.order or str(rows.query.order_by[0])
        return Stretch(CappedPaginator(rows, size), Order(self.queue.model, order), asked)
