"""What has changed between two drafts of an article, by field, and in its text by paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Field, Schema
from ninja.decorators import decorate_view

from houtai.core.text.difference import Block, difference, folded
from houtai.core.text.likeness import parts
from houtai.core.work.api.problems import TOO_LARGE
from houtai.core.work.api.reading import readable
from houtai.modules.content.api.parts import Key, router
from houtai.modules.content.api.revisions import Number, of, revised
from houtai.modules.content.api.saving import values_of
from houtai.modules.content.api.shapes import ArticleIn

# Both texts together, in characters; and how many paragraphs are told.
LONGEST, MOST = 500_000, 500
PROSE = frozenset({"title", "summary", "byline", "credits"})


class PartOut(Schema):
    kind: str = Field(description=_("One of same, added, removed."))
    text: str


class ChangedOut(Schema):
    name: str
    before: Any = Field(description=_("As it is sent when a draft is written."))
    after: Any
    parts: list[PartOut] = Field(description=_("Of words: what stayed, came and went, in order of reading."))


class BlockOut(Schema):
    kind: str = Field(description=_("One of same, changed, added, removed, or skipped for several that are the same."))
    tag: str
    parts: list[PartOut]
    lost: list[str] = Field(description=_("How it was set before, in words."))
    gained: list[str] = Field(description=_("How it is set now, in words."))
    skipped: int


class ComparedOut(Schema):
    fields: list[ChangedOut]
    body: list[BlockOut]
    whole: bool = Field(description=_("Whether the text is told to its end."))


@router.get(
    "articles/{int:key}/revisions/{int:revision}/compare/{int:other}",
    response=ComparedOut,
    summary=_("Compare two revisions"),
    description=_("From the first to the other: the fields that differ, and the text by paragraph."),
)
@decorate_view(readable)
def compare_revisions(request: HttpRequest, key: Key, revision: Number, other: Number) -> dict[str, Any]:
    row = revised(request, key)
    old, new = (of(row, number).as_object() for number in (revision, other))
    if len(old.body) + len(new.body) > LONGEST:
        raise TOO_LARGE
    names = [name for name in ArticleIn.model_fields if name != "body"]
    text = list(told(difference(old.body, new.body))) if old.body != new.body else []
    fields = changed(values_of(old, names), values_of(new, names))
    return {"fields": list(fields), "body": text[:MOST], "whole": len(text) <= MOST}


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for name, before in old.items():
        if before != new[name]:
            said = parts(before, new[name]) if name in PROSE else []
            yield {"name": name, "before": before, "after": new[name], "parts": spoken(said)}


def told(blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
    for fold, run in folded(blocks):
        if fold:
            yield block(kind="skipped", skipped=len(run))
            continue
        for one in run:
            yield block(kind=one.kind, tag=one.tag, parts=spoken(one.parts), lost=one.lost, gained=one.gained)


def block(**given: Any) -> dict[str, Any]:
    return {"tag": "", "parts": [], "lost": [], "gained": [], "skipped": 0, **given}


def spoken(found: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"kind": kind, "text": text} for kind, text in found]
