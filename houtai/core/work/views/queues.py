from __future__ import annotations

from typing import Any

from django.db.models import CharField, Count, Value
from django.views.generic import TemplateView

from houtai.core.catalog.catalog import catalog


def queues_for(user: Any) -> list[tuple[Any, int]]:
    """The queues this person works on, each with how many wait; all are asked at once."""
    here = [queue for queue in catalog.queues.values() if catalog.is_on(queue.name)]
    mine = [queue for queue in here if not queue.permission or user.has_perm(queue.permission)]
    counts = [counted(queue, user) for queue in mine]
    waiting = dict(counts[0].union(*counts[1:], all=True)) if counts else {}
    return [(queue, waiting.get(queue.name, 0)) for queue in mine]


def counted(queue: Any, user: Any) -> Any:
    """One row: the queue's name, and how many wait in it."""
    rows = queue.visible_to(user).order_by().annotate(queue=Value(queue.name, output_field=CharField()))
    return rows.values("queue").annotate(n=Count("pk")).values_list("queue", "n")


class Queues(TemplateView):
    template_name = "work/queues.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(queues=queues_for(self.request.user), **kwargs)
