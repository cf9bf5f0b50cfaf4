"""The list of tags and the editor of one."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from houtai.core.readers.forms import TagForm
from houtai.core.readers.models import Tag
from houtai.core.readers.views.editing import Editor
from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Number


class Name(TitleColumn):
    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        may = parent_context["request"].user.has_perm("readers.change_tag")
        return reverse("readers.tag_editor", args=[instance.pk]) if may else ""


class TagList(List):
    model = Tag
    name = "readers.tags"
    permission = "readers.view_tag"
    page_title = _("Tags of readers")
    header_icon = "tag"
    search_fields = ["name", "about", "rule"]
    default_ordering = "name"
    export_filename = "reader-tags"
    empty = Empty(
        title=_("There is no tag yet."),
        text=_("Tags say what readers have in common. They are given by a rule, by hand or by import."),
        url=reverse_lazy("readers.add_tag"),
        label=_("Add a tag"),
        icon="tag",
    )
    columns = [
        Name("name", label=_("Name"), sort_key="name"),
        Number("given", label=_("By hand or import"), sort_key="given"),
        Column("rule", label=_("Rule")),
        Column("about", label=_("About")),
    ]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().annotate(given=Count("readers"))

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm("readers.change_tag"):
            return []
        import_ = HeaderButton(_("Import"), url=reverse("readers.add_import"), icon_name="upload")
        return [HeaderButton(_("Add a tag"), url=reverse("readers.add_tag"), icon_name="plus"), import_]


class TagEditor(Editor):
    model = Tag
    form = TagForm
    kind = "tag"
    title = _("Add a tag")
