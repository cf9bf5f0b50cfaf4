"""The tags of articles at the desk."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Number
from houtai.modules.content.actions import MergeTag, UnmergeTag
from houtai.modules.content.models import Topic


class Name(TitleColumn):
    """Leads to merging it, or to taking it apart."""

    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        action = UnmergeTag if instance.into_id else MergeTag
        if not parent_context["request"].user.has_perm(action.permission):
            return ""
        here = urlencode({"next": reverse("content.tags")})
        return f"{reverse('work.act', args=[action.name, instance.pk])}?{here}"


class TagList(List):
    model = Topic
    name = "content.tags"
    permission = "content.view_topic"
    page_title = _("Tags of articles")
    header_icon = "tag"
    related = ("tag", "into__tag")
    search_fields = ["tag__name"]
    default_ordering = "-articles"
    export_filename = "tags"
    empty = Empty(title=_("There is no tag yet."), text=_("Tags are given to articles in the editor."), icon="tag")
    columns = [
        Name("name", label=_("Name"), sort_key="tag__name"),
        Number("articles", label=_("Articles"), sort_key="articles"),
        Number("public", label=_("Public"), sort_key="public"),
        Column("into", label=_("Merged into")),
    ]

    def get_base_queryset(self) -> Any:
        given = "tag__content_articletag_items"
        public = Count(given, filter=Q(**{f"{given}__content_object__live": True}))
        return super().get_base_queryset().annotate(articles=Count(given), public=public)
