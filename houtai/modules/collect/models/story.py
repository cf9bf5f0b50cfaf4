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
    found = [*same(draft), *like(draft)]
    return sorted(found, key=lambda teller: -teller.similarity)[:MOST]


def same(draft: Draft) -> Iterator[Teller]:
    for entry in Entry.objects.filter(duplicate_of=draft.subject).select_related("source").order_by("pk")[:MOST]:
        yield Teller(source=entry.source.name, title=entry.title, url=entry.url)
    for other in draft.merged.select_related("source").order_by("pk")[:MOST]:
        yield Teller(source=other.source.name, title=other.title, url=other.url, draft=other.pk)


def like(draft: Draft) -> Iterator[Teller]:
    """Drafts that wait or were taken, and that are near this one, or that this one is near."""
    near = Q(similar=draft.subject, similarity__gte=NEAR)
    if draft.similar and draft.similar.kind == KIND and draft.similarity >= NEAR:
        near |= Q(pk=int(draft.similar.key))
    others = Draft.objects.exclude(pk=draft.pk).exclude(state__in=[State.SKIPPED, State.MERGED]).filter(near)
    for other in others.select_related("source").defer("html").order_by("pk")[:MOST]:
        similarity = other.similarity if other.similar_id == draft.subject.pk else draft.similarity
        yield Teller(source=other.source.name, title=other.title, url=other.url, draft=other.pk, similarity=similarity)


def counted(drafts: Iterable[Draft]) -> dict[int, int]:
    """By primary key, how many sources brought the text itself; in two queries."""
    sources = {draft.pk: {draft.source_id} for draft in drafts}
    keys = [str(key) for key in sources]
    repeats = Entry.objects.filter(duplicate_of__kind=KIND, duplicate_of__key__in=keys).order_by()
    merged = Draft.objects.filter(merged_into__in=list(sources)).order_by()
    for key, source in repeats.values_list("duplicate_of__key", "source").distinct():
        sources[int(key)].add(source)
    for key, source in merged.values_list("merged_into", "source").distinct():
        sources[key].add(source)
    return defaultdict(lambda: 1, {key: len(found) for key, found in sources.items()})
