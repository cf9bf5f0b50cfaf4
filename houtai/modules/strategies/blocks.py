"""The parts a strategy is put together from, offered by the modules and found through the catalog."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField

from houtai.core.catalog.catalog import catalog
from houtai.core.readers.models import Audience


def fact_choices() -> list[tuple[Any, list[tuple[str, Any]]]]:
    words = [*catalog.delegable, *catalog.candidates.values()]
    return [(word.label, [(fact.name, fact.label) for fact in word.known]) for word in words]


def candidates_choices() -> list[tuple[str, Any]]:
    return [(word.name, word.label) for word in catalog.candidates.values()]


def audience_choices() -> list[tuple[str, str]]:
    return [(name, name) for name in Audience.objects.values_list("name", flat=True)]


def zone_choices() -> list[tuple[str, str]]:
    return [(zone, zone) for zone in settings.WAGTAIL_USER_TIME_ZONES]


def action_choices() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Actions a strategy may take: those of the queues that ask for nothing more."""
    known = [(queue.label, [catalog.actions[name] for name in queue.choices]) for queue in catalog.delegable]
    return [(label, [(act.name, act.label) for act in actions if not act.form]) for label, actions in known]


OPERATORS = [
    ("ge", _("is at least")),
    ("le", _("is at most")),
    ("is", _("is")),
    ("not", _("is not")),
    ("has", _("contains")),
    ("in", _("is one of")),
]


class ConditionBlock(blocks.StructBlock):
    fact = blocks.ChoiceBlock(choices=fact_choices, label=_("Fact"))
    operator = blocks.ChoiceBlock(choices=OPERATORS, label=_("Comparison"))
    value = blocks.CharBlock(
        label=_("Value"), help_text=_("A number, yes or no, or words; separate several with commas.")
    )

    class Meta:
        label = _("Condition")


class RuleBlock(blocks.StructBlock):
    """When all conditions hold, take the action. The first rule that holds wins; when none does, people decide.

    In a campaign the action is fixed by the part that carries it out, and is left empty here.
    """

    name = "rule"

    reason = blocks.CharBlock(
        label=_("Reason"), max_length=200, help_text=_("Stands in the decision log with every decision.")
    )
    conditions = blocks.ListBlock(ConditionBlock(), label=_("All of these hold"), min_num=1)
    action = blocks.ChoiceBlock(
        choices=action_choices, required=False, label=_("Then"), help_text=_("Leave empty in a campaign.")
    )

    class Meta:
        label = _("Rule")
        icon = "list-ol"


class ScheduleBlock(blocks.StructBlock):
    """When a campaign has its turns. Both hours belong to the span."""

    name = "schedule"

    every = blocks.ChoiceBlock(
        choices=[("half_hour", _("half hour")), ("hour", _("hour")), ("day", _("day"))],
        default="hour",
        label=_("Every"),
    )
    first = blocks.IntegerBlock(min_value=0, max_value=23, default=8, label=_("From, hour"))
    last = blocks.IntegerBlock(min_value=0, max_value=23, default=21, label=_("Until, hour"))
    at = blocks.TimeBlock(default=time(8), label=_("Time of day"), help_text=_("Where it has one turn a day."))
    zone = blocks.ChoiceBlock(choices=zone_choices, default=settings.TIME_ZONE, label=_("Time zone"))

    class Meta:
        label = _("When")
        icon = "calendar-alt"
        group = _("Campaign")


class CandidatesBlock(blocks.StructBlock):
    """What a campaign chooses from."""

    name = "candidates"

    candidates = blocks.ChoiceBlock(choices=candidates_choices, label=_("Choose from"))
    count = blocks.IntegerBlock(
        min_value=1, max_value=100, default=20, label=_("The best"), help_text=_("So many are looked at each turn.")
    )

    class Meta:
        label = _("Candidates")
        icon = "list-ol"
        group = _("Campaign")


class AudienceBlock(blocks.StructBlock):
    """Whom a campaign is for."""

    name = "audience"

    audience = blocks.ChoiceBlock(choices=audience_choices, label=_("Readers"))

    class Meta:
        label = _("Audience")
        icon = "group"
        group = _("Campaign")


class GuardrailsBlock(blocks.StructBlock):
    """What a campaign keeps to. The same subject is never sent twice, whatever stands here."""

    name = "guardrails"

    holdout = blocks.FloatBlock(
        min_value=1,
        max_value=50,
        default=10.0,
        label=_("Held out, %"),
        help_text=_("Readers who by chance, and for ever, get nothing from it, so that its effect can be measured."),
    )
    most = blocks.IntegerBlock(min_value=1, max_value=48, default=5, label=_("A day, at most"))
    apart = blocks.IntegerBlock(min_value=0, max_value=1440, default=60, label=_("Minutes apart, at least"))
    opt_outs = blocks.FloatBlock(
        min_value=0.1,
        max_value=500,
        default=5.0,
        label=_("Opt-outs per 1,000 sent, at most"),
        help_text=_("It pauses by itself when there are surely more."),
    )

    class Meta:
        label = _("Guardrails")
        icon = "lock"
        group = _("Campaign")


def point_choices() -> list[tuple[str, Any]]:
    return [(point.name, point.label) for point in catalog.points.values()]


class TestBlock(blocks.StructBlock):
    """Shows the texts of a choice by chance, and lets what readers open most be shown to everybody."""

    name = "test"

    point = blocks.ChoiceBlock(choices=point_choices, label=_("What is tested"))
    column = blocks.CharBlock(required=False, label=_("Only in the column"), help_text=_("Its name. Empty: in all."))
    policy = blocks.ChoiceBlock(
        choices=[("equal", _("equal parts")), ("best", _("more to what does best"))],
        default="equal",
        label=_("Readers are given"),
        help_text=_("Equal parts find out sooner; the other loses fewer openings on the way."),
    )
    floor = blocks.FloatBlock(
        min_value=1, max_value=20, default=1.0, label=_("Each gets at least, %"), help_text=_("Of the readers.")
    )
    hours = blocks.IntegerBlock(min_value=1, max_value=336, default=48, label=_("Ends after, hours"))
    least = blocks.IntegerBlock(
        min_value=1, max_value=1_000_000, default=100, label=_("Readers of what wins, at least")
    )
    undecided = blocks.ChoiceBlock(
        choices=[("best", _("the one that did best so far")), ("first", _("the one of before"))],
        default="best",
        label=_("When nothing is sure by then, show"),
    )
    reading = blocks.FloatBlock(
        min_value=1,
        max_value=100,
        default=20.0,
        label=_("Reading time lost, %, at most"),
        help_text=_("It stops, and the text of before stays, when readers of another surely read shorter than this."),
    )

    class Meta:
        label = _("Test")
        icon = "view"
        group = _("Test")


class PartsField(StreamField):
    """A stream field whose blocks come from the catalog, so that a new module's block migrates nothing."""

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(list(block_types), **kwargs)

    @cached_property
    def stream_block(self) -> blocks.StreamBlock:
        block = blocks.StreamBlock([(part.name, part()) for _module, part in catalog.offered("blocks")])
        block.set_meta_options(self.block_opts)
        return block

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super(StreamField, self).deconstruct()
        return name, path, [], kwargs
