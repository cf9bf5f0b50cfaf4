from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.words import Fact
from houtai.core.work.candidates import Candidate, Candidates
from houtai.modules.rankings.models import Place


class Hot(Candidates):
    """From a ranking that stood still for two hours nothing is offered."""

    name = "rankings.hot"
    label = _("Hot articles")
    about = _("Published articles by how likely readers are to open them now, the hottest first.")
    subject = "content.article"
    known = [
        Fact(name="rank", label=_("Rank")),
        Fact(name="score", label=_("Score")),
        Fact(name="views", label=_("Views")),
        Fact(name="readers", label=_("Readers")),
        Fact(name="shows", label=_("Shown to")),
        Fact(name="rate", label=_("Click rate")),
        Fact(name="age_hours", label=_("Hours since it was published"), unit=_("h")),
        Fact(name="column", label=_("Column"), kind="text"),
        Fact(name="author", label=_("Author"), kind="text"),
        Fact(name="title", label=_("Title"), kind="text"),
    ]

    def best(self, *, now: datetime, limit: int = 100, simulated: bool = False) -> Sequence[Candidate]:
        places = Place.objects.standing().fresh(now=now).filter(ranking__name="hot", simulated=simulated)
        return [Candidate(subject=place.subject, facts=facts(place, now)) for place in places[:limit]]


def facts(place: Place, now: datetime) -> dict[str, Any]:
    figures = {name: getattr(place, name) for name in ("rank", "score", "views", "readers", "shows", "rate")}
    texts = {name: getattr(place.subject, name) for name in ("column", "author", "title")}
    return {**figures, "age_hours": place.age_hours(now=now), **texts}
