"""The addresses of all pages that a person can go to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from houtai.core.catalog.catalog import catalog
from houtai.core.events.models import Key
from houtai.core.ledger.models import Entry
from houtai.core.readers.models import Audience, Reader, Tag
from houtai.core.work.models import Decision, Subject
from houtai.modules.collect.models import Draft, Source
from houtai.modules.content.models import Article
from houtai.modules.developers.models import Webhook
from houtai.modules.push.models import Push
from houtai.modules.push.models.leaving import Leave
from houtai.modules.strategies.models import Strategy

SNIPPETS = (
    "content_article",
    "content_author",
    "content_column",
    "content_series",
    "content_wordlist",
    "strategies_strategy",
)
STOCK = (
    "/desk/images/",
    "/desk/images/multiple/add/",
    "/desk/documents/",
    "/desk/documents/multiple/add/",
    "/desk/workflows/list/",
    "/desk/workflows/add/",
    "/desk/workflows/tasks/index/",
    "/desk/users/",
    "/desk/users/new/",
    "/desk/groups/",
    "/desk/groups/new/",
    "/desk/collections/",
    "/desk/account/",
)
ADDING = (
    "collect.add_source",
    "collect.add_page",
    "content.add_export",
    "content.add_import",
    "readers.add_audience",
    "readers.add_tag",
    "events.add_key",
    "developers.add_key",
    "developers.add_webhook",
    "workspaces.invite",
)
OUTSIDE = ("/", "/account/password/change/", "/account/2fa/")


def ours() -> list[str]:
    """All that we made."""
    return [*menu(), *details(), *editors(), *read()]


def menu() -> Iterator[str]:
    """Our pages that need no key."""
    yield reverse("wagtailadmin_home")
    for _module, page in catalog.offered("pages"):
        if "<" not in page.path and page.menu:
            yield reverse(page.name)
    for name in SNIPPETS:
        yield reverse(f"wagtailsnippets_{name}:list")
    for name in ADDING:
        yield reverse(name)


def editors() -> Iterator[str]:
    """The forms of the snippets. They are Wagtail's, with our fields."""
    for name in SNIPPETS:
        yield reverse(f"wagtailsnippets_{name}:add")
    yield reverse("wagtailsnippets_strategies_strategy:add") + "?preset=hot"


def details() -> Iterator[str]:
    """A page for one thing of each kind that there is."""
    for name, model in DETAILS:
        row: Any = model._default_manager.order_by("pk").last()
        if row:
            yield reverse(name, args=[row.pk])
    for article in Article.objects.order_by("-pk")[:1]:
        yield from (reverse(f"coedit.{name}", args=["content.article", article.pk, "body"]) for name in ROOM)
    yield from (reverse("work.queue", args=[queue.slug]) for queue in catalog.queues.values())
    for strategy in Strategy.objects.all():
        yield reverse("strategies.strategy", args=[strategy.pk])
        yield reverse("work.act", args=["strategies.retire", strategy.pk])
        yield reverse("wagtailsnippets_strategies_strategy:edit", args=[strategy.pk])


ROOM = ("versions", "guests")
DETAILS = (
    ("collect.source", Source),
    ("collect.edit_source", Source),
    ("collect.draft", Draft),
    ("work.decision", Decision),
    ("value.entry", Entry),
    ("push.push", Push),
    ("push.why", Push),
    ("readers.reader", Reader),
    ("readers.audience", Audience),
    ("readers.members", Audience),
    ("readers.tag_editor", Tag),
    ("insight.subject", Subject),
    ("events.revoke_key", Key),
    ("developers.webhook", Webhook),
    ("wagtailsnippets_content_article:edit", Article),
    ("wagtailsnippets_content_article:history", Article),
)


def read() -> Iterator[str]:
    """What readers see."""
    yield "/"
    yield from (reverse("rankings:hot"), reverse("rankings:widget"))
    article = Article.objects.filter(live=True).last()
    if article:
        yield article.get_absolute_url()
    reader = Reader.objects.last()
    if reader:
        yield Leave(reader=reader.pk, channel="webpush").url(base="")
