"""The list of sources, adding and changing one, and the page that shows how one is doing."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.timezone import now
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from houtai.core.catalog.catalog import catalog
from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Badge, Number, When
from houtai.modules.collect.forms import PageForm, SourceForm
from houtai.modules.collect.models import Fetch, Source
from houtai.modules.collect.models.labels import HEALTH, HEALTH_TONES, STATUS_TONES, reason

STEPS = ("collect.refresh", "collect.pause", "collect.resume")
RUNS = 20


class Name(TitleColumn):
    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        return reverse("collect.source", args=[instance.pk])


class Filters(WagtailFilterSet):
    class Meta:
        model = Source
        fields: ClassVar = ["state", "language", "column"]


class Sources(List):
    model = Source
    name = "collect.sources"
    permission = "collect.view_source"
    page_title = _("Sources")
    header_icon = "download"
    filterset_class = Filters
    search_fields = ["name", "url"]
    default_ordering = "name"
    export_filename = "sources"
    empty = Empty(
        title=_("Nothing is collected yet."),
        text=_("Add the address of a feed, and its articles come in as drafts by themselves."),
        url=reverse_lazy("collect.add_source"),
        label=_("Add a source"),
        icon="download",
    )
    columns = [
        Name("name", label=_("Name"), sort_key="name"),
        Badge("health", tones=HEALTH_TONES, labels=HEALTH, label=_("Health")),
        When("planned", label=_("Next look"), sort_key="next_at"),
        When("last_ok", label=_("Last success"), sort_key="last_ok"),
        Number("found", label=_("Found"), sort_key="found"),
        Number("drafted", label=_("Drafts"), sort_key="drafted"),
        Number("duplicates", label=_("Duplicates"), sort_key="duplicates"),
        Number("refused", label=_("Refused"), sort_key="refused"),
        Column("column", label=_("Column"), sort_key="column"),
        Column("url", label=_("Address")),
    ]
    hidden = ("column", "url")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm("collect.add_source"):
            return []
        return [
            HeaderButton(_("Add a source"), url=reverse("collect.add_source"), icon_name="plus"),
            HeaderButton(_("Collect one page"), url=reverse("collect.add_page"), icon_name="doc-empty"),
        ]


class SourceEditor(View):
    """What adding and changing share: the form stays as it was typed when something is wrong with it."""

    permission = ""
    title: Any = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm(self.permission):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def instance(self, request: HttpRequest, **kwargs: Any) -> Source | None:
        return None

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(request, SourceForm(instance=self.instance(request, **kwargs)))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = SourceForm(request.POST, instance=self.instance(request, **kwargs))
        if not form.is_valid():
            return self.show(request, form, status=422)
        source = form.save_and_look(at=now())
        messages.success(request, say("“%(name)s” is kept.") % {"name": source})
        return redirect("collect.source", pk=source.pk)

    def show(self, request: HttpRequest, form: SourceForm, status: int = 200) -> HttpResponse:
        return render(request, "collect/source_form.html", {"form": form, "title": self.title}, status=status)


class AddSource(SourceEditor):
    permission = "collect.add_source"
    title = _("Add a source")


class AddPage(View):
    """One page by its address, collected once."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm("collect.add_source"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, PageForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PageForm(request.POST)
        if not form.is_valid():
            return self.show(request, form, status=422)
        source = form.collect()
        messages.success(request, say("The page is being collected. Its draft waits in the queue in a moment."))
        return redirect("collect.source", pk=source.pk)

    def show(self, request: HttpRequest, form: PageForm, status: int = 200) -> HttpResponse:
        title = _("Collect one page")
        return render(request, "collect/page_form.html", {"form": form, "title": title}, status=status)


class EditSource(SourceEditor):
    permission = "collect.change_source"
    title = _("Change a source")

    def instance(self, request: HttpRequest, **kwargs: Any) -> Source | None:
        rows = Source.objects.visible_to(request.user).exclude(url="")
        found: Source = get_object_or_404(rows, pk=kwargs["pk"])
        return found


class SourcePage(View):
    """How one source is doing. While its first look is under way the page reloads itself."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = get_object_or_404(Source.objects.visible_to(request.user).select_related("preview"), pk=pk)
        runs = list(Fetch.objects.visible_to(request.user).filter(source=source)[:RUNS])
        running = runs[0].status == Fetch.Status.RUNNING if runs else not source.single
        looking = source.state == "active" and running
        response = render(
            request, "collect/source.html", {**self.shown(request, source), "runs": runs, "looking": looking}
        )
        if looking:
            response["Refresh"] = "3"
        return response

    def shown(self, request: HttpRequest, source: Source) -> dict[str, Any]:
        may = request.user.has_perm("collect.change_source")
        steps = [action for action in map(catalog.action, STEPS) if may and action.possible(source)]
        health = (HEALTH[source.health], HEALTH_TONES[source.health])
        error = reason(source.last_error)
        subject = source.subject
        return {
            "links": links(source),
            "source": source,
            "subject": subject,
            "steps": steps,
            "health": health,
            "may_change": may and not source.single,
            "may_follow": may and hasattr(source, "preview") and (source.selector or source.last_error == "is_a_page"),
            "error": error,
            "tones": STATUS_TONES,
        }


def links(source: Source) -> dict[str, str]:
    """Where each column of its books is listed."""
    entries = f"{reverse('collect.entries')}?source={source.pk}&fate="
    drafts = f"{reverse('collect.drafts')}?source={source.pk}"
    return {"drafts": drafts, "duplicates": f"{entries}duplicate", "refused": f"{entries}refused"}
