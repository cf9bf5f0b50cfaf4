"""Atom feeds with full texts: the newest articles, and those of a column, a tag or an author."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.translation import gettext as _

from houtai.core.text.abroad import abroad
from houtai.core.text.pictures.crops import SOCIAL, made
from houtai.core.work.models import Site
from houtai.core.work.site import in_its_language, site_of
from houtai.core.workspaces.registry import origin_here
from houtai.modules.content.models import Article, Articles
from houtai.modules.content.views.places import author_at, by_author, column_at, tag_at, tagged
from houtai.modules.content.views.public import public

LONGEST = 40


class WithText(Atom1Feed):
    """Atom as Django writes it, and the text, which names its sources, and links to them."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["text"], {"type": "html"})
        for url in item["sources"]:
            handler.addQuickElement("link", "", {"rel": "via", "href": url})


@dataclass(frozen=True, kw_only=True)
class Asked:
    """of: a column, a topic or an author; None for everything."""

    site: Site
    of: Any
    articles: Articles


@method_decorator([public, in_its_language], name="__call__")
class Newest(Feed):
    feed_type = WithText

    def get_object(self, request: HttpRequest, slug: str = "") -> Asked:
        of, articles = self.chosen(slug)
        return Asked(site=site_of(request), of=of, articles=articles)

    def chosen(self, slug: str) -> tuple[Any, Articles]:
        """Raises Http404."""
        return None, Article.objects.published()

    def title(self, obj: Asked) -> str:
        return f"{obj.of.name} · {obj.site.title}" if obj.of else obj.site.title

    def subtitle(self, obj: Asked) -> str:
        if obj.of:
            return str(getattr(obj.of, "about", ""))
        return obj.site.tagline or _("The newest articles.")

    def link(self, obj: Asked) -> str:
        return str(obj.of.get_absolute_url()) if obj.of else reverse("content:newest")

    def items(self, obj: Asked) -> Any:
        return obj.articles.shown()[:LONGEST]

    def item_title(self, item: Article) -> str:
        return item.title

    def item_description(self, item: Article) -> str:
        return item.lead

    def item_link(self, item: Article) -> str:
        return item.get_absolute_url()

    def item_author_name(self, item: Article) -> str | None:
        return item.author_name or None

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: Article) -> datetime | None:
        return item.last_published_at

    def item_categories(self, item: Article) -> list[str]:
        return [item.column.name] if item.column else []

    def item_enclosures(self, item: Article) -> list[Enclosure]:
        """The cover as it is shown with a link, once it has been made."""
        cut = made(item.cover, SOCIAL) if item.cover else []
        return [Enclosure(origin_here() + row.url, str(row.file.size), "image/jpeg") for row in cut]

    def item_extra_kwargs(self, item: Article) -> dict[str, Any]:
        named = render_to_string("content/sources.html", {"article": item}).strip()
        return {"text": abroad(item.body, origin=origin_here()) + named, "sources": item.source_addresses}

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().__call__(request, *args, **kwargs)


class OfColumn(Newest):
    def chosen(self, slug: str) -> tuple[Any, Articles]:
        found = column_at(slug)
        return found, Article.objects.published().filter(column=found)


class OfTag(Newest):
    def chosen(self, slug: str) -> tuple[Any, Articles]:
        found = tag_at(slug).standing
        return found, tagged(found)


class OfAuthor(Newest):
    def chosen(self, slug: str) -> tuple[Any, Articles]:
        found = author_at(slug)
        return found, by_author(found)
