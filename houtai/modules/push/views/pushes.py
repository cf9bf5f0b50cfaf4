"""The list of pushes with what came of each, and the picture of what goes out in which hour."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

import django_filters
from django.urls import reverse, reverse_lazy
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from houtai.core.readers.models import Channel
from houtai.core.ui import figures
from houtai.core.ui.charts import Chart
from houtai.core.ui.components import badge
from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import Badge, Number, When, Written
from houtai.core.work.models import Subject
from houtai.modules.push.models import Push, PushState
from houtai.modules.push.templatetags.push import picture
from houtai.modules.push.views.doors import SEE, SEND, Door
from houtai.modules.push.views.reckoning import Rate, reckon

TONES = {
    PushState.SCHEDULED: "info",
    PushState.SENDING: "warn",
    PushState.SENT: "good",
    PushState.STOPPED: "plain",
}
OPEN = (PushState.SCHEDULED, PushState.SENDING)
BEFORE, DAY = timedelta(hours=16), timedelta(hours=24)
EXPORTED, COUNTED = 5_000, 1_000


class PushFilters(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(choices=PushState.choices, label=_("State"))
    by = django_filters.ChoiceFilter(
        choices=[("person", _("A person")), ("strategy", _("A strategy"))], label=_("Who"), method="sent_by"
    )
    strategy = django_filters.CharFilter(label=_("Strategy"))
    channel = django_filters.ChoiceFilter(choices=Channel.choices, label=_("Channel"), method="through")
    simulated = django_filters.BooleanFilter(label=_("Simulated"))
    subject = django_filters.NumberFilter(field_name="subject_id", label=_("Number of the article's subject"))

    class Meta:
        model = Push
        fields: list[str] = []

    def sent_by(self, rows: Any, _name: str, value: str) -> Any:
        return rows.filter(strategy="") if value == "person" else rows.exclude(strategy="")

    def through(self, rows: Any, _name: str, value: str) -> Any:
        """Stored as JSON text on both engines; the names of channels contain nothing that is escaped."""
        return rows.filter(channels__icontains=f'"{value}"')


def headline(push: Push) -> SafeString:
    """With the article's picture, and its title where that says something else."""
    subject: Subject = push.subject
    image = picture(subject.image)
    shown = format_html('<img src="{}" alt="" width="72" height="48" loading="lazy">', image) if image else ""
    title = "" if subject.title == str(push) else format_html("<br><small>{}</small>", subject.title)
    played = format_html(" {}", badge(say("Simulated"), "warn")) if push.simulated else ""
    return format_html('<span class="p-cell">{}<span>{}{}{}</span></span>', shown, str(push), played, title)


class Headline(TitleColumn):
    """Exported without its picture."""

    def get_link_url(self, instance: Any, parent_context: Any) -> str:
        return reverse("push.push", args=[instance.pk])

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "value": headline(instance)}


def told(rate: Rate) -> SafeString:
    interval = f"{figures.percent(rate.low)} – {figures.percent(rate.high)}"
    return format_html("{}<br><small>{}</small>", figures.percent(rate.share), interval)


def tick(push: Push) -> SafeString | str:
    """A box of the form that stands above the list; only what still can be stopped has one."""
    if push.state not in OPEN:
        return ""
    label = say("Choose “%(title)s”") % {"title": push}
    return format_html('<input type="checkbox" name="push" value="{}" form="stop" aria-label="{}">', push.pk, label)


class Pushes(Door, List):
    model = Push
    name = "push.pushes"
    may_stop = False
    permission = SEE
    page_title = _("Pushes")
    header_icon = "mail"
    template_name = "push/pushes.html"
    related = ("subject",)
    filterset_class = PushFilters
    search_fields = ["subject__title", "audience_name", "by", "headlines"]
    default_ordering = "-due"
    export_filename = "pushes"
    empty = Empty(
        title=_("Nothing was pushed yet."),
        text=_("Choose a hot article and an audience, and see how many it can reach before anything is sent."),
        url=reverse_lazy("push.console"),
        label=_("New push"),
        icon="mail",
    )
    columns = [
        Headline("headline", label=_("Headline"), accessor=str),
        Written("choose", write=tick, accessor=lambda push: push, label=_("Choose")),
        Badge("state", tones=TONES, labels=dict(PushState.choices), label=_("State"), sort_key="state"),
        Column("audience_name", label=_("Audience"), sort_key="audience_name"),
        Column("by", label=_("Who"), sort_key="by", classname="p-who"),
        When("due", label=_("Due"), sort_key="due"),
        Number("total", accessor="reckoning.total", label=_("In the audience")),
        Number("delivered", accessor="reckoning.delivered", label=_("Delivered")),
        Number("clicks", accessor="reckoning.clicks", label=_("Came")),
        Written("rate", write=told, accessor="reckoning.rate", label=_("Rate"), classname="h-number"),
        Number("gone", accessor="reckoning.gone", label=_("Opted out")),
        Column("simulated", label=_("Simulated")),
        Column("priority", label=_("Priority"), sort_key="priority"),
        Column("strategy", label=_("Strategy")),
    ]
    hidden = ("total", "simulated", "priority", "strategy")

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().defer("members")

    @cached_property
    def shown(self) -> list[Any]:
        """The boxes are for those who may stop something that is open, and for no spreadsheet."""
        chosen: list[Any] = super().shown
        return [column for column in chosen if self.may_stop or column.name != "choose"]

    def get_table(self, object_list: Any) -> Any:
        rows = reckoned(object_list)
        self.may_stop = self.request.user.has_perm(SEND) and any(push.state in OPEN for push in rows)
        return super().get_table(rows)

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        return super().as_spreadsheet(reckoned(islice(queryset.iterator(), EXPORTED)), spreadsheet_format)

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm(SEND):
            return []
        return [HeaderButton(_("New push"), url=reverse("push.console"), icon_name="plus")]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        if not self.results_only:
            context["chart"] = hours(Push.objects.visible_to(self.request.user), now())
            context["may_stop"] = self.may_stop
        return context


def reckoned(rows: Any) -> list[Push]:
    """Each push of a page with its figures in `reckoning`."""
    pushes = list(rows)
    found = reckon(pushes)
    for push in pushes:
        push.reckoning = found[push.pk]
    return pushes


def hours(rows: Any, moment: datetime) -> Chart:
    """Pushes by the hour: those of the last sixteen hours, and those planned for the next eight.

    When there are none, the day that ends with the last push.
    """
    due = list(rows.order_by("-due").values_list("due", "strategy", "state")[:COUNTED])
    first = hour_of(moment - BEFORE)
    if past := bool(due and due[0][0] < first):
        first = hour_of(due[0][0] - DAY)
    spans = [first + timedelta(hours=n) for n in range(25)]
    counts = Counter((hour_of(at), kind(strategy, state)) for at, strategy, state in due if at >= first)
    return Chart(
        kind="stacked",
        title=say("Pushes by the hour"),
        about=date_format(spans[-1]) if past else say("The last sixteen hours and the next eight."),
        columns=[say("Hour"), say("By people"), say("By strategies"), say("Still planned")],
        rows=[[f"{hour:%H:%M}", *(counts[hour, one] for one in ("person", "strategy", "planned"))] for hour in spans]
        if counts
        else [],
        empty=say("Nothing goes out around now."),
    )


def hour_of(moment: datetime) -> datetime:
    return localtime(moment).replace(minute=0, second=0, microsecond=0)


def kind(strategy: str, state: Any) -> str:
    if state == PushState.SCHEDULED:
        return "planned"
    return "strategy" if strategy else "person"
