"""One story and all who tell it: the sources that brought the same text, and drafts that are nearly it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, BooleanField, Case, F, FloatField, Q, Value, When
from django.db.models.functions import Cast

from houtai.core.work import columns
from houtai.modules.collect.models.draft import Draft, Drafts, State
from houtai.modules.collect.models.entry import Entry

# From here on two texts are shown as one story; whether they are, a person says by merging them.
NEAR = 0.5
KIND = "collect.draft"
MOST = 20
# Noted on a draft that nobody else tells.
ALONE = "_alone"


@dataclass(frozen=True, kw_only=True)
class Teller:
    """url: where it tells it; draft: primary key of its own draft, None when it brought the same text."""

    source: str
    title: str
    url: str
    draft: int | None = None
    similarity: float = 1.0


def tellers(draft: Draft, *, user: Any = None) -> list[Teller]:
    """Who else tells this draft's story; the same text first, then what is most like it. In one query, or none when
    `counted` has found nobody. user: only of what this person sees.
    """
    if draft.__dict__.get(ALONE):
        return []
    again = Entry.objects.filter(duplicate_of__kind=KIND, duplicate_of__key=str(draft.pk)).order_by()
    repeats = again.annotate(number=Value(0, BigIntegerField()), like=Value(1.0, FloatField()))
    parts = [repeats, others(draft)]
    mine = columns.open_to(user) if user else None
    if mine is not None:
        parts = [part.filter(source__place__in=mine) for part in parts]
    told = ("source__name", "title", "url", "number", "like")
    rows = parts[0].values_list(*told).union(parts[1].values_list(*told), all=True)
    return [
        Teller(source=source, title=title, url=url, draft=number or None, similarity=like)
        for source, title, url, number, like in rows.order_by("-like", "number")[:MOST]
    ]


def others(draft: Draft) -> Drafts:
    """Drafts that were merged into this one, or that wait or were taken and are near it, from either side."""
    near = Q(similar__kind=KIND, similar__key=str(draft.pk), similarity__gte=NEAR)
    own = int(draft.similar.key) if draft.similar and draft.similar.kind == KIND and draft.similarity >= NEAR else 0
    found = Q(merged_into=draft) | (near | Q(pk=own)) & ~Q(state__in=[State.SKIPPED, State.MERGED])
    like = Case(
        When(merged_into=draft, then=Value(1.0)),
        When(pk=own, then=Value(draft.similarity)),
        default=F("similarity"),
        output_field=FloatField(),
    )
    rows: Drafts = Draft.objects.filter(found).annotate(number=Cast("pk", BigIntegerField()), like=like).order_by()
    return rows


def counted(drafts: Iterable[Draft]) -> dict[int, int]:
    """By primary key, how many sources brought the text itself; in one query. Notes on each draft whether nobody else
    tells its story.
    """
    rows = {draft.pk: draft for draft in drafts}
    keys, sources = [str(key) for key in rows], {key: {draft.source_id} for key, draft in rows.items()}
    again = Entry.objects.filter(duplicate_of__kind=KIND, duplicate_of__key__in=keys)
    merged = Draft.objects.filter(merged_into__in=list(rows))
    alike = Draft.objects.filter(similar__kind=KIND, similar__key__in=keys, similarity__gte=NEAR)
    parts = ((again, "duplicate_of__key", True), (merged, "merged_into", True), (alike, "similar__key", False))
    found = [
        part.order_by()
        .annotate(told=Cast(name, BigIntegerField()), same=Value(same, BooleanField()))
        .values_list("told", "source", "same")
        for part, name, same in parts
    ]
    told = set(found[0].union(*found[1:]))
    for key, source, same in told:
        sources[key] |= {source} if same else set()
    others = {key for key, _source, _same in told}
    for key, draft in rows.items():
        near = draft.similar_id is not None and (draft.similarity or 0) >= NEAR
        draft.__dict__[ALONE] = key not in others and not near
    return defaultdict(lambda: 1, {key: len(names) for key, names in sources.items()})
