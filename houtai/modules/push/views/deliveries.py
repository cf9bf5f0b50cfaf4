"""The delivery log across all pushes."""

from __future__ import annotations

from typing import Any

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from houtai.core.readers.models import Channel
from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Badge, Number, When, Written
from houtai.modules.push.models import Delivery, DeliveryState, Push
from houtai.modules.push.views.doors import Door
from houtai.modules.push.views.fates import BY_NAME

TONES = {state: BY_NAME[state].tone for state in DeliveryState.values}
CHANNELS = dict(Channel.choices)


class DeliveryFilters(WagtailFilterSet):
    push = django_filters.NumberFilter(field_name="push_id", label=_("Number of the push"))
    state = django_filters.MultipleChoiceFilter(choices=DeliveryState.choices, label=_("State"))
    channel = django_filters.ChoiceFilter(choices=Channel.choices, label=_("Channel"))
    reader = django_filters.NumberFilter(field_name="reader_id", label=_("Number of the reader"))
    day = django_filters.DateFilter(label=_("Day, where the reader lives"))
    simulated = django_filters.BooleanFilter(field_name="push__simulated", label=_("Simulated"))

    class Meta:
        model = Delivery
        fields: list[str] = []


class Reader(TitleColumn):
    """Leads to why this reader got this push."""

    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        return f"{reverse('push.why', args=[instance.push_id])}?reader={instance.reader_id}"


class Deliveries(Door, List):
    model = Delivery
    name = "push.deliveries"
    permission = "push.view_delivery"
    page_title = _("Delivery log")
    header_icon = "list-ul"
    related = ("push", "reader")
    filterset_class = DeliveryFilters
    search_fields = ["reader__key"]
    default_ordering = "-id"
    export_filename = "deliveries"
    empty = Empty(
        title=_("Nothing was delivered yet."),
        text=_("Each message to each reader is one row here, from the moment its slot is reserved."),
        icon="list-ul",
    )
    columns = [
        Reader("reader", label=_("Reader")),
        Written("push", write=str, label=_("Push")),
        Badge("state", tones=TONES, labels=dict(DeliveryState.choices), label=_("State"), sort_key="state"),
        Written("channel", write=lambda name: CHANNELS.get(name, name), label=_("Channel"), sort_key="channel"),
        When("due", label=_("Due"), sort_key="due"),
        When("settled", label=_("Settled"), sort_key="settled"),
        Number("tries", label=_("Tries"), sort_key="tries"),
        Column("error", label=_("Error")),
        Column("day", label=_("Day"), sort_key="day"),
        Number("slot", label=_("Slot")),
        Number("arm", label=_("Headline"), accessor=lambda row: row.arm + 1),
    ]
    hidden = ("day", "slot", "arm")

    def get_base_queryset(self) -> Any:
        """Of pushes that this person may see; without the bitmap that every push carries."""
        pushes = Push.objects.visible_to(self.request.user)
        rows = super().get_base_queryset().defer("push__members")
        return rows.filter(push__in=pushes) if pushes.query.where else rows
