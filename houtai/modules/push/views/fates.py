"""What can become of a reader of the audience, in words: each is one column of a push's books."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, kw_only=True)
class Fate:
    """listed: its readers are in the delivery log."""

    name: str
    label: Any
    meaning: Any
    tone: str = "plain"
    listed: bool = True


FATES = (
    Fate(
        name="delivered",
        label=_("Delivered"),
        tone="good",
        meaning=_("The channel took the message for this reader."),
    ),
    Fate(
        name="failed",
        label=pgettext_lazy("delivery", "Failed"),
        tone="bad",
        meaning=_("Every try failed, or whether an e-mail went out is unknown: it is not sent twice."),
    ),
    Fate(
        name="expired",
        label=_("Expired"),
        tone="warn",
        meaning=_("The push had run out before its turn came."),
    ),
    Fate(
        name="stopped",
        label=pgettext_lazy("delivery", "Stopped"),
        tone="warn",
        meaning=_("Somebody stopped the push, or the article was withdrawn, before it went out."),
    ),
    Fate(
        name="waiting",
        label=pgettext_lazy("delivery", "Waiting"),
        tone="info",
        meaning=_("A slot is reserved; it goes out when it is due and quiet hours are over."),
    ),
    Fate(
        name="sending",
        label=pgettext_lazy("delivery", "Sending"),
        tone="info",
        meaning=_("A worker has it in hand."),
    ),
    Fate(
        name="held_out",
        label=_("Held out"),
        listed=False,
        meaning=_("Drawn once and for ever to get none, so that the worth of pushing can be measured."),
    ),
    Fate(
        name="capped",
        label=_("Capped"),
        listed=False,
        meaning=_("Every push that this reader can take today is taken."),
    ),
    Fate(
        name="quiet",
        label=_("Quiet hours"),
        listed=False,
        meaning=_("It is night for this reader until the push expires."),
    ),
    Fate(
        name="opted_out",
        label=_("Opted out"),
        listed=False,
        meaning=_("This reader said no to every channel of this push."),
    ),
    Fate(
        name="no_channel",
        label=_("No channel"),
        listed=False,
        meaning=_("There is no living address of this reader on any channel of this push."),
    ),
)
BY_NAME = {fate.name: fate for fate in FATES}
SENT = tuple(fate.name for fate in FATES if fate.listed)
