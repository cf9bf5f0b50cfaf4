from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from houtai.core.catalog.catalog import catalog
from houtai.core.ui.counting import Count, counts


def queues_for(user: Any) -> list[tuple[Any, Count]]:
    """The queues this person works on, each with how many wait; all are asked at once."""
    here = [queue for queue in catalog.queues.values() if catalog.is_on(queue.name)]
    mine = [queue for queue in here if not queue.permission or user.has_perm(queue.permission)]
    return list(zip(mine, counts([queue.visible_to(user) for queue in mine]), strict=True))


class Queues(TemplateView):
    template_name = "work/queues.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(queues=queues_for(self.request.user), **kwargs)
