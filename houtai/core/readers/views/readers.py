"""The list of readers, and the page of one."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from houtai.core.catalog.catalog import catalog
from houtai.core.readers import erasing
from houtai.core.readers.models import Address, Channel, Consent, Reader, Tag
from houtai.core.readers.profile import acts, addresses, tags
from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Badge, When
from houtai.core.work.models import Decision

STEPS = ("readers.tag", "readers.untag", "readers.opt_out", "readers.opt_in", "readers.erase")


class Name(TitleColumn):
    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        return reverse("readers.reader", args=[instance.pk])


class Filters(WagtailFilterSet):
    tag = django_filters.ModelChoiceFilter(queryset=Tag.objects.all(), field_name="tags__tag", label=_("Tag"))
    channel = django_filters.ChoiceFilter(choices=Channel.choices, method="reached_by", label=_("Reached by"))
    out = django_filters.ChoiceFilter(choices=Channel.choices, method="opted_out", label=_("Opted out of"))
    simulated = django_filters.BooleanFilter(label=_("Simulated"))

    class Meta:
        model = Reader
        fields: ClassVar[list[str]] = []

    def reached_by(self, rows: Any, _name: str, channel: str) -> Any:
        return rows.filter(Exists(Address.objects.filter(reader=OuterRef("pk"), channel=channel, dead=None)))

    def opted_out(self, rows: Any, _name: str, channel: str) -> Any:
        return rows.filter(Exists(Consent.objects.filter(reader=OuterRef("pk"), channel=channel, given=False)))


class ReaderList(List):
    model = Reader
    name = "readers.readers"
    permission = "readers.view_reader"
    page_title = _("Readers")
    header_icon = "group"
    filterset_class = Filters
    search_fields = ["key"]
    default_ordering = "-last_seen"
    export_filename = "readers"
    empty = Empty(
        title=_("Nobody has come yet."),
        text=_("Whoever opens a public page with the tracker on it appears here within a minute."),
    )
    columns = [
        Name("name", label=_("Reader"), accessor=str),
        When("last_seen", label=_("Last seen"), sort_key="last_seen"),
        When("first_seen", label=_("First seen"), sort_key="first_seen"),
        Badge("simulated", tones={True: "warn"}, labels={True: _("Simulated"), False: _("Real")}, label=_("Kind")),
        Column("timezone", label=_("Time zone")),
        Column("language", label=_("Language")),
        Column("attributes", label=_("Attributes")),
    ]
    hidden = ("timezone", "language", "attributes")

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().filter(merged=None)


class ReaderPage(TemplateView):
    template_name = "readers/reader.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        reader = get_object_or_404(Reader.objects.visible_to(user), pk=kwargs["pk"])
        known = [action for action in map(catalog.action, STEPS) if user.has_perm(action.permission)]
        own = {"subject__kind": "readers.reader", "subject__key": str(reader.pk)}
        context = {"reader": reader, "steps": [action for action in known if action.possible(reader)]}
        context |= {"tags": tags(reader, now=now()), "addresses": addresses(reader), "acts": acts(reader, now=now())}
        context |= {"decisions": Decision.objects.visible_to(user).done().filter(**own).select_related("user")[:20]}
        context |= {"consents": reader.consents.order_by("channel"), "deliveries": deliveries(reader)}
        return super().get_context_data(**context, **kwargs)


def deliveries(reader: Reader) -> Any:
    """The newest, when there is a module that delivers."""
    rows = getattr(reader, "deliveries", None)
    return rows.select_related("push").order_by("-pk")[:20] if rows is not None else ()


class ReaderExport(View):
    """All that is kept about one reader, as JSON."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm("readers.export_reader"):
            raise Http404
        reader = get_object_or_404(Reader.objects.visible_to(request.user), pk=pk)
        told = {"ensure_ascii": False, "indent": 1}
        answer = JsonResponse(erasing.export(reader), encoder=erasing.Encoder, json_dumps_params=told)
        answer["Content-Disposition"] = f'attachment; filename="reader-{reader.pk}.json"'
        return answer
