"""Which article of ours a record is about."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from houtai.core.text.address import settle
from houtai.core.work.actors import Actor
from houtai.core.workspaces.context import current
from houtai.modules.content.models.archives.errors import NotTaken
from houtai.modules.content.models.archives.manifest import Manifest
from houtai.modules.content.models.archives.record import Record
from houtai.modules.content.models.article import Article
from houtai.modules.content.models.former_number import FormerNumber


def known_article(record: Record, about: Manifest | None, *, by: Actor) -> Any:
    """By its number, or what its number was elsewhere; in files of other programs by its source, else by its address.

    None when there is none. Raises NotTaken for one that is out of this person's sight.
    """
    found = by_address(record, by) if about is None else by_number(record, about)
    if found is not None and not by.sees(found):
        raise NotTaken(_("This article is here, and out of your reach."))
    return found


def by_number(record: Record, about: Manifest) -> Any:
    if about.workspace == current():
        found = rows().filter(pk=record.article).first()
        if found is not None:
            return found
    former = FormerNumber.objects.filter(workspace=about.workspace, number=record.article).first()
    return rows().filter(pk=former.article_id).first() if former else None


def by_address(record: Record, by: Actor) -> Any:
    """Only of what this person sees: there may be others."""
    seen = rows() if by.kind == "system" else rows().visible_to(by.user)
    source = settle(str(record.newest.get("source_url", "")))
    slug = str(record.newest.get("slug", ""))
    for wanted in ({"source_url": source} if source else None, {"slug": slug} if slug else None):
        found = list(seen.filter(**wanted)[:2]) if wanted else []
        if len(found) == 2:
            raise NotTaken(_("Several articles here have this address: %(address)s") % {"address": source or slug})
        if found:
            return found[0]
    return None


def rows() -> Any:
    return Article.objects.select_related("latest_revision", "column")
