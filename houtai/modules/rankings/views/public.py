"""The ranking for everybody: a page, data, and a frame for other sites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import conditional_page, require_safe

from houtai.core.work.choices import choose
from houtai.core.work.site import in_its_language
from houtai.modules.rankings.models import Place

HEADLINE = "content.headline"
LONGEST = 50
USUAL = 20
IN_FRAME = 5


def public(view: Any) -> Any:
    """Read-only, 304 when nothing has changed, and asked again each time: what is withdrawn is gone at once."""
    return require_safe(conditional_page(cache_control(no_cache=True)(view)))


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which places somebody asks for: `limit`, of how many; `column`, the name of one column; `site`: whose."""

    limit: int
    column: str
    site: Any = None

    @classmethod
    def of(cls, query: Mapping[str, str], *, usual: int = USUAL) -> Asked:
        """What makes no sense counts as not asked."""
        text = query.get("limit", "")
        limit = min(int(text), LONGEST) if text.isdecimal() and len(text) < 5 else usual
        return cls(limit=max(limit, 1), column=query.get("column", "")[:200].replace("\0", ""))

    @cached_property
    def places(self) -> list[Place]:
        rows = Place.objects.filter(ranking__name="hot").shown().standing()
        return list((rows.filter(subject__column=self.column) if self.column else rows)[: self.limit])

    @cached_property
    def with_choices(self) -> list[Place]:
        """The places with what to show of each, for pages that readers browse."""
        choices = choose(HEADLINE, [place.subject.key for place in self.places])
        for place in self.places:
            place.choice = choices.get(place.subject.key)
        return self.places

    @property
    def sample(self) -> bool:
        """Whether all of it was played."""
        return any(place.simulated for place in self.places)


def columns() -> list[str]:
    """The columns that have a place."""
    rows = Place.objects.filter(ranking__name="hot").shown().standing().exclude(subject__column="")
    return sorted(set(rows.values_list("subject__column", flat=True)))


@public
@in_its_language
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "rankings/hot.html", {"asked": Asked.of(request.GET), "columns": columns()})


@csp_replace({"frame-ancestors": ["*"]})
@xframe_options_exempt
@public
@in_its_language
def widget(request: HttpRequest) -> HttpResponse:
    """Sets no cookie and runs no script: it shows on sites that are not ours."""
    asked = Asked.of(request.GET, usual=IN_FRAME)
    more = request.build_absolute_uri(reverse("rankings:hot"))
    return render(request, "rankings/widget.html", {"asked": asked, "more": more})


@public
def data(request: HttpRequest) -> HttpResponse:
    asked = Asked.of(request.GET)
    measured = asked.places[0].at.isoformat() if asked.places else None
    found = [described(request, place, rank) for rank, place in enumerate(asked.places, start=1)]
    answer = {"title": "hot", "measured": measured, "sample": asked.sample, "items": found}
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    return response


def described(request: HttpRequest, place: Place, rank: int) -> dict[str, Any]:
    subject = place.subject
    return {
        "rank": rank,
        "title": subject.title,
        "url": request.build_absolute_uri(subject.url),
        "image": subject.image,
        "author": subject.author,
        "column": subject.column,
        "published": subject.published.isoformat() if subject.published else None,
        "score": place.score,
    }
