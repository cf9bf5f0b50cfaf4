"""The page that shows how one source is doing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.views import View

from houtai.core.catalog.catalog import catalog
from houtai.core.text import columns
from houtai.modules.collect.models import Fetch, Source
from houtai.modules.collect.models.health import charts
from houtai.modules.collect.models.labels import HEALTH, HEALTH_TONES, STATUS_TONES
from houtai.modules.collect.models.reasons import reason

STEPS = ("collect.refresh", "collect.pause", "collect.resume")
RUNS = 20


class SourcePage(View):
    """How one source is doing. While its first look is under way the page reloads itself."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        # The runs first: what a run that is over has counted, the source then has.
        runs = list(Fetch.objects.visible_to(request.user).filter(source=pk)[:RUNS])
        source = get_object_or_404(Source.objects.visible_to(request.user).select_related("preview"), pk=pk)
        running = runs[0].status == Fetch.Status.RUNNING if runs else not source.single
        looking = source.state == "active" and running
        response = render(
            request, "collect/source.html", {**self.shown(request, source), "runs": runs, "looking": looking}
        )
        if looking:
            response["Refresh"] = "3"
        return response

    def shown(self, request: HttpRequest, source: Source) -> dict[str, Any]:
        may = request.user.has_perm("collect.change_source")
        steps = [action for action in map(catalog.action, STEPS) if may and action.possible(source)]
        return {
            "links": links(source),
            "source": source,
            "goes": source.place in columns.names() if source.column else True,
            "subject": source.subject,
            "steps": steps,
            "health": (HEALTH[source.health], HEALTH_TONES[source.health]),
            "may_change": may and not source.single,
            "may_follow": may and hasattr(source, "preview") and (source.selector or source.last_error == "is_a_page"),
            "error": reason(source.last_error),
            "tones": STATUS_TONES,
            "charts": charts(source, now=now()),
        }


def links(source: Source) -> dict[str, str]:
    """Where each column of its books is listed."""
    entries = f"{reverse('collect.entries')}?source={source.pk}&fate="
    drafts = f"{reverse('collect.drafts')}?source={source.pk}"
    return {"drafts": drafts, "duplicates": f"{entries}duplicate", "refused": f"{entries}refused"}
