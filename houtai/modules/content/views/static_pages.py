"""Static pages at the desk and for readers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList, TitleFieldPanel

from houtai.core.ui.empty import Empty
from houtai.core.ui.tables import Badge, When
from houtai.core.work.site import in_its_language
from houtai.core.work.views.doors import NoChooser
from houtai.core.workspaces.registry import origin_here
from houtai.modules.content import actions
from houtai.modules.content.models import StaticPage
from houtai.modules.content.views.acts import ActsPanel
from houtai.modules.content.views.listed import ListedViews
from houtai.modules.content.views.places import at
from houtai.modules.content.views.public import moved, public

TONES = {"draft": "plain", "published": "good"}
STATES = {"draft": _("Draft"), "published": _("Published")}


class StaticPageForm(WagtailAdminModelForm):
    """Its text is in the form, and in no room: it is written by one person, and has no drafts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.edits(None, "body", user=self.for_user, label=self.fields["body"].label)

    def clean_body(self) -> str:
        self.fields["body"].widget.check()
        return str(self.cleaned_data["body"])


class StaticPageViews(ListedViews):
    model = StaticPage
    adds, changes, deletes = actions.AddPage, actions.ChangePage, actions.DeletePage
    icon = "doc-empty"
    menu_label = _("Static pages")
    empty = Empty(
        title=_("There are no static pages yet."),
        text=_(
            "Write what stands beside the articles: about us, imprint, privacy. Readers see it once it is published."
        ),
        icon="doc-empty",
    )
    list_display = [
        "title",
        Badge("state", label=_("State"), tones=TONES, labels=STATES),
        "shown",
        When("changed", label=_("Changed")),
    ]
    search_fields = ["title"]
    chooser_viewset_class = NoChooser
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            TitleFieldPanel("title"),
            FieldPanel("slug"),
            FieldPanel("body"),
            FieldPanel("shown"),
            FieldPanel("place"),
            ActsPanel("content.publish_page", "content.withdraw_page", heading=_("For readers")),
        ],
        base_form_class=StaticPageForm,
    )


@public
def static_page(request: HttpRequest, slug: str) -> HttpResponse:
    found = at(StaticPage.objects.published(), slug)
    return moved(request, found) if found.slug != slug else shown(request, found)


@in_its_language
def shown(request: HttpRequest, page: StaticPage) -> HttpResponse:
    return render(request, "content/static_page.html", {"page": page, "canonical": origin_here() + request.path})
