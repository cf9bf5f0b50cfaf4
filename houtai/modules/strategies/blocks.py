"""The parts a strategy is put together from, offered by the modules and found through the catalog."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField

from houtai.core.catalog.catalog import catalog


def fact_choices() -> list[tuple[Any, list[tuple[str, Any]]]]:
    return [(queue.label, [(fact.name, fact.label) for fact in queue.known]) for queue in catalog.delegable]


def action_choices() -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Actions a strategy may take: those of the queues that ask for nothing more."""
    return [
        (queue.label, [(act.name, act.label) for act in queue.actions() if not act.form]) for queue in catalog.delegable
    ]


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
    """When all conditions hold, take the action. The first rule that holds wins; when none does, people decide."""

    name = "rule"

    reason = blocks.CharBlock(
        label=_("Reason"), max_length=200, help_text=_("Stands in the decision log with every decision.")
    )
    conditions = blocks.ListBlock(ConditionBlock(), label=_("All of these hold"), min_num=1)
    action = blocks.ChoiceBlock(choices=action_choices, label=_("Then"))

    class Meta:
        label = _("Rule")
        icon = "list-ol"


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
