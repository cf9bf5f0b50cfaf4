"""One story and all who tell it: the sources that brought the same text, and drafts that are nearly it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from houtai.modules.collect.models.draft import Draft, State
from houtai.modules.collect.models.entry import Entry

# From here on two texts are shown as one story; whether they are, a person says by merging them.
NEAR = 0.5
KIND = "collect.draft"
MOST = 20


@dataclass(frozen=True, kw_only=True)
class Teller:
    """url: where it tells it; draft: primary key of its own draft, None when it brought the same text."""

    source: str
    title: str
    url: str
    draft: int | None = None
    similarity: float = 1.0


def tellers(draft: Draft) -> list[Teller]:
    """Who else tells this draft's story; the same text first, then what is most like it."""
    found = [*repeats(draft), *others(draft)]
    return sorted(found, key=lambda teller: -teller.similarity)[:MOST]


def repeats(draft: Draft) -> Iterator[Teller]:
    rows = Entry.objects.filter(duplicate_of__kind=KIND, duplicate_of__key=str(draft.pk)).select_related("source")
    for entry in rows.order_by("pk")[:MOST]:
        yield Teller(source=entry.source.name, title=entry.title, url=entry.url)


def others(draft: Draft) -> Iterator[Teller]:
    """Drafts that were merged into this one, or that wait or were taken and are near it, from either side."""
    near = Q(similar__kind=KIND, similar__key=str(draft.pk), similarity__gte=NEAR)
    own = draft.similar.key if draft.similar and draft.similar.kind == KIND and draft.similarity >= NEAR else "0"
    found = Q(merged_into=draft) | (near | Q(pk=int(own))) & ~Q(state__in=[State.SKIPPED, State.MERGED])
    for other in Draft.objects.filter(found).select_related("source", "similar").defer("html").order_by("pk")[:MOST]:
        like = draft.similarity if str(other.pk) == own else other.similarity
        share = 1.0 if other.merged_into_id else like
        yield Teller(source=other.source.name, title=other.title, url=other.url, draft=other.pk, similarity=share)


def counted(drafts: Iterable[Draft]) -> dict[int, int]:
    """By primary key, how many sources brought the text itself; in two queries."""
    sources = {draft.pk: {draft.source_id} for draft in drafts}
    keys = [str(key) for key in sources]
    again = Entry.objects.filter(duplicate_of__kind=KIND, duplicate_of__key__in=keys).order_by()
    merged = Draft.objects.filter(merged_into__in=list(sources)).order_by()
    for key, source in again.values_list("duplicate_of__key", "source").distinct():
        sources[int(key)].add(source)
    for key, source in merged.values_list("merged_into", "source").distinct():
        sources[key].add(source)
    return defaultdict(lambda: 1, {key: len(found) for key, found in sources.items()})
