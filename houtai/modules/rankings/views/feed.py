from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from houtai.core.work.site import in_its_language, site_of
from houtai.modules.rankings.models import Place
from houtai.modules.rankings.views.public import Asked, public


@method_decorator([public, in_its_language], name="__call__")
class HotFeed(Feed[Place, Asked]):
    """The ranking as an Atom feed, the hottest first."""

    feed_type = Atom1Feed
    subtitle = _("What readers open most when they see it, now.")

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return super().__call__(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, *args: object, **kwargs: object) -> Asked:
        return replace(Asked.of(request.GET), site=site_of(request))

    def title(self, asked: Asked) -> str:
        name = gettext("Hot articles (sample)") if asked.sample else gettext("Hot articles")
        return f"{asked.site.title}: {name}"

    def link(self) -> str:
        return reverse("rankings:hot")

    def items(self, asked: Asked) -> list[Place]:
        return asked.places

    def item_title(self, item: Place) -> str:
        return item.subject.title

    def item_link(self, item: Place) -> str:
        return item.subject.url

    def item_author_name(self, item: Place) -> str | None:
        return item.subject.author or None

    def item_pubdate(self, item: Place) -> datetime | None:
        return item.subject.published

    def item_updateddate(self, item: Place) -> datetime:
        return item.at

    def item_categories(self, item: Place) -> list[str]:
        return [item.subject.column] if item.subject.column else []
