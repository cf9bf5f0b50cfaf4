"""The page that shows how one source is doing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.views import View

from houtai.core.catalog.catalog import catalog
from houtai.core.work import columns
from houtai.modules.collect.models import Fetch, Source
from houtai.modules.collect.models.health import charts
from houtai.modules.collect.models.labels import HEALTH, HEALTH_TONES, STATUS_TONES
from houtai.modules.collect.models.reasons import reason

STEPS = ("collect.refresh", "collect.pause", "collect.resume", "collect.drop_source", "collect.bring_back")
RUNS = 20


class SourcePage(View):
    """How one source is doing. While somebody waits for a look, the page reloads itself."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        # The runs first: what a run that is over has counted, the source then has.
        runs = list(Fetch.objects.visible_to(request.user).filter(source=pk)[:RUNS])
        source = get_object_or_404(Source.objects.visible_to(request.user).select_related("preview"), pk=pk)
        last = runs[0] if runs else None
        running = last.status == Fetch.Status.RUNNING if last else not source.single
        waits = source.waits_for_a_look(last=last, now=now())
        looking = source.state == "active" and (running or waits)
        came = last if last and source.wanted_at and last.at >= source.wanted_at and not looking else None
        told = {"runs": runs, "looking": looking, "waits": waits and not running, "came": came}
        response = render(request, "collect/source.html", {**self.shown(request, source), **told})
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
            "may_change": may and not source.single and source.state != "gone",
            "may_follow": may
            and source.state != "gone"
            and hasattr(source, "preview")
            and (source.selector or source.last_error == "is_a_page"),
            "error": reason(source.last_error),
            "tones": STATUS_TONES,
            "charts": charts(source, now=now()),
        }


def links(source: Source) -> dict[str, str]:
    """Where each column of its books is listed."""
    entries = f"{reverse('collect.entries')}?source={source.pk}&fate="
    drafts = f"{reverse('collect.drafts')}?source={source.pk}"
    return {"drafts": drafts, "duplicates": f"{entries}duplicate", "refused": f"{entries}refused"}
