"""The part of a strategy that pushes what it chose."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from houtai.core.readers.models import Channel
from houtai.core.work.candidates import Candidate
from houtai.modules.push.models.order import LONGEST, WEEK

TITLE = "{title}"


class PushBlock(blocks.StructBlock):
    name = "push"
    action = "push.send"

    channels = blocks.MultipleChoiceBlock(
        choices=Channel.choices,
        default=[str(Channel.WEBPUSH)],
        label=_("Channels"),
        help_text=_("The first of them that reaches a reader is used."),
    )
    headline = blocks.CharBlock(
        required=False,
        max_length=120,
        label=_("Headline"),
        help_text=_("Empty: the article's title. {title} stands for it."),
    )
    text = blocks.CharBlock(required=False, max_length=300, label=_("Text"))
    priority = blocks.IntegerBlock(
        default=5, min_value=0, max_value=9, label=_("Priority"), help_text=_("0 can wait, 9 is breaking news.")
    )
    expires_minutes = blocks.IntegerBlock(
        default=240, min_value=1, max_value=WEEK, label=_("Expires after"), help_text=_("In minutes.")
    )

    class Meta:
        label = _("Push")
        icon = "mail"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if "{" in cleaned["headline"].replace(TITLE, ""):
            wrong = ValidationError(say("Only {title} may stand in braces."))
            raise blocks.StructBlockValidationError(block_errors={"headline": wrong})
        return cleaned

    def inputs(self, value: Any, candidate: Candidate) -> dict[str, Any]:
        """What push.send is told besides audience and hold-out. Clicks are expected as the ranking has seen them."""
        title = candidate.subject.title
        headline = (value["headline"] or TITLE).replace(TITLE, title)
        rate = candidate.facts.get("rate")
        return {
            "headlines": [headline if len(headline) <= LONGEST else f"{headline[: LONGEST - 1]}…"],
            "body": value["text"] or "",
            "channels": list(value["channels"]),
            "priority": value["priority"],
            "expires_minutes": value["expires_minutes"],
            "expected": rate if isinstance(rate, int | float) else None,
        }
