"""The newest articles as an Atom feed with their full text."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.translation import gettext_lazy as _

from houtai.core.text.abroad import abroad
from houtai.core.text.pictures.crops import SOCIAL, made
from houtai.core.workspaces.registry import origin_here
from houtai.modules.content.models import Article
from houtai.modules.content.views.public import public

LONGEST = 40


class WithText(Atom1Feed):
    """Atom as Django writes it, and the text."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["text"], {"type": "html"})


@method_decorator(public, name="__call__")
class Newest(Feed):
    feed_type = WithText
    longest = LONGEST
    title = settings.WAGTAIL_SITE_NAME
    subtitle = _("The newest articles.")

    def link(self) -> str:
        return reverse("content:newest")

    def items(self) -> Any:
        return Article.objects.published().shown()[:LONGEST]

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
        return {"text": abroad(item.body, origin=origin_here())}

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().__call__(request, *args, **kwargs)
