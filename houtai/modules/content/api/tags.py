"""Tags, each alone."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_noop as _
from ninja import Path
from ninja.decorators import decorate_view

from houtai.core.work.api.deciding import Answer, decide
from houtai.core.work.api.doors import OPEN
from houtai.core.work.api.reading import readable
from houtai.core.work.api.shapes import BecauseIn, DecidedOut
from houtai.core.work.api.text import Text
from houtai.core.work.api.unfit import Unfit
from houtai.modules.content.actions import MergeTag, UnmergeTag
from houtai.modules.content.api import listed, lists
from houtai.modules.content.api.parts import FREE, WRITES, router
from houtai.modules.content.api.sorts import MergeIn, WholeTagOut
from houtai.modules.content.models import Topic
from houtai.modules.content.models.topic import NO_LETTERS

Slug = Annotated[Text, Path(max_length=100, description=_("The tag's slug."))]


@router.get("tags/{str:slug}", auth=OPEN, response=WholeTagOut, summary=_("Read a tag"), openapi_extra=FREE)
@decorate_view(readable)
def read_tag(request: HttpRequest, response: HttpResponse, slug: Slug) -> dict[str, Any]:
    seen = Q(pk__in=lists.used(request).values("pk"))
    if request.auth.user:
        seen |= Q(pk__in=Topic.objects.visible_to(request.auth.user).values("pk"))
    row = at(Topic.objects.filter(seen), slug)
    return listed.shown(response, row, {**lists.tag(row), "into": row.into and row.into.tag.slug})


@router.post(
    "tags/{str:slug}/merge",
    response=DecidedOut,
    summary=_("Merge into another tag"),
    description=_("Its articles get the other tag, and its address leads there."),
    openapi_extra=WRITES,
)
def merge_tag(request: HttpRequest, response: HttpResponse, slug: Slug, said: MergeIn) -> Answer:
    listed.refuse_without(request, MergeTag)
    row = at(Topic.objects, slug)
    other = Topic.objects.filter(into=None, tag__slug=said.into).exclude(pk=row.pk).first()
    if other is None:
        raise Unfit.one("into", __("There is no such tag to merge into."))
    return decide(request, response, MergeTag(), row, because=said.because, into=other.pk)


@router.post("tags/{str:slug}/unmerge", response=DecidedOut, summary=_("Take a tag apart"), openapi_extra=WRITES)
def unmerge_tag(request: HttpRequest, response: HttpResponse, slug: Slug, said: BecauseIn) -> Answer:
    listed.refuse_without(request, UnmergeTag)
    return decide(request, response, UnmergeTag(), at(Topic.objects, slug), because=said.because)


def at(rows: Any, slug: str) -> Topic:
    """Raises NotFound."""
    rows = rows.select_related("tag", "into__tag")
    found: Topic = listed.one(rows, tag__slug="" if slug == NO_LETTERS else slug)
    return found
