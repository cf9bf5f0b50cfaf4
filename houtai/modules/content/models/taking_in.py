"""Takes the pictures that an article shows from elsewhere into the library, and shows them from there."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q
from wagtail.models import Revision

from houtai.core.text import shared
from houtai.core.text.pictures import Unfit
from houtai.core.text.pictures.fetching import Fetch, UnableToFetch, fetched
from houtai.core.text.pictures.shown import foreign, settled

logger = logging.getLogger("houtai.content")

# Of one article, in one go.
MOST = 80
SECONDS = 180.0
# What may be there in a while.
PASSING = frozenset({"busy", "too_slow", "unreachable", "name_unknown"})


def elsewhere(*versions: Any) -> list[str]:
    """The addresses of the pictures and covers that these versions of an article show from elsewhere."""
    covers = [version.cover_url for version in versions if version.cover_url and not version.cover_id]
    return list(dict.fromkeys([*covers, *(url for version in versions for url in foreign(version.body))]))


def take_in(article: Any, *, fetch: Fetch | None = None) -> bool:
    """Fetch what can be fetched and put it in place, in what is public, in the draft and where it is being written.

    What cannot stays as it is; the checks name it. Returns whether another try later may bring more.
    """
    found: dict[str, Any] = {}
    passing = False
    until = time.monotonic() + SECONDS
    for url in elsewhere(article, article.get_latest_revision_as_object())[:MOST]:
        if time.monotonic() > until:
            passing = True
            break
        try:
            found[url] = fetched(url, page=article.source_url, fetch=fetch)
        except (UnableToFetch, Unfit) as error:
            passing = passing or error.reason in PASSING
            logger.info("Article %s keeps a picture from elsewhere: %s", article.pk, error)
    if found:
        put(article, found)
    return passing


def put(article: Any, found: Mapping[str, Any]) -> None:
    """The words stay as they are, so this is no new version of the text and nobody's decision."""
    change = partial(settled, images=found)
    shared.rewrite(article, "body", change)
    with transaction.atomic():
        row = type(article).objects.select_for_update().get(pk=article.pk)
        kept = Q(pk__in=[row.latest_revision_id, row.live_revision_id]) | Q(approved_go_live_at__isnull=False)
        for revision in row.revisions.filter(kept):
            content = revision.content
            cover = found.get(content["cover_url"]) if not content.get("cover") else None
            told = {"cover": cover.pk, "cover_url": ""} if cover else {}
            content = {**content, "body": change(content["body"]), **told}
            Revision.objects.filter(pk=revision.pk).update(content=content)
        row.body = change(row.body)
        if not row.cover_id and row.cover_url in found:
            row.cover, row.cover_url = found[row.cover_url], ""
        row.save(update_fields=["body", "text", "words", "cover", "cover_url"])
