"""What somebody wants pushed, checked before a push is made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from math import isfinite
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as say

from houtai.core.readers.models import Audience, Channel
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.core.work.models import Subject
from houtai.modules.push.models.push import Push

VARIANTS, LONGEST, GRACE, WEEK = 5, 200, timedelta(minutes=1), 7 * 24 * 60


@dataclass(frozen=True, kw_only=True)
class Order:
    """As `push.send` takes it. due: a time, its ISO form, or None for now; holdout: {"salt", "percent"} or empty."""

    audience: str
    headlines: Sequence[str] = ()
    body: str = ""
    channels: Sequence[str] = ()
    priority: int = 5
    expected: float | None = None
    due: datetime | str | None = None
    expires_minutes: int = 240
    holdout: Mapping[str, Any] = field(default_factory=dict)

    def push(self, subject: Subject, *, at: datetime, actor: Actor) -> Push:
        """A push that is not saved yet. Raises a Refused, with words that say what to change."""
        if subject.state != "published":
            raise NotPossible(say("“%(title)s” is not published, so it cannot be pushed.") % {"title": subject})
        starts, audience = self.start(at), self.found(actor)
        # Whether it can be counted at all is better known now than when its time has come.
        audience.members(now=at, simulated=actor.simulated)
        return Push(
            subject=subject,
            audience=audience,
            audience_name=self.audience,
            headlines=self.written(),
            body=cut(self.body, say("text"), 300),
            channels=self.known_channels(),
            priority=whole("priority", self.priority, 0, 9),
            expected=self.promised(),
            due=starts,
            expires=starts + timedelta(minutes=whole("expires_minutes", self.expires_minutes, 1, WEEK)),
            holdout=self.kept_out(),
            strategy=actor.strategy,
            by=actor.name[:200],
            simulated=actor.simulated,
            created=at,
        )

    def found(self, actor: Actor) -> Audience:
        known = Audience.objects.all() if actor.user is None else Audience.objects.visible_to(actor.user)
        row = known.filter(name=self.audience).first()
        if row is None:
            names = known.values_list("name", flat=True)
            raise NotPossible(unknown(say("There is no audience “%(name)s”."), self.audience, names))
        return row

    def written(self) -> list[str]:
        given = [cut(text, say("headline"), LONGEST) for text in self.headlines]
        kept = [text for text in given if text]
        if not kept:
            raise NotPossible(say("A push needs a headline."))
        if len(kept) > VARIANTS:
            raise NotPossible(say("A push has at most %(most)s headlines.") % {"most": VARIANTS})
        if len(set(kept)) < len(kept):
            raise NotPossible(say("Two of the headlines are the same."))
        return kept

    def known_channels(self) -> list[str]:
        for name in self.channels:
            if name not in Channel.values:
                raise NotPossible(unknown(say("There is no channel “%(name)s”."), name, Channel.values))
        if not self.channels or len(set(self.channels)) < len(self.channels):
            raise NotPossible(say("Choose at least one channel, and each only once."))
        return list(self.channels)

    def promised(self) -> float | None:
        if self.expected is not None and not (isfinite(self.expected) and self.expected >= 0):
            raise NotPossible(say("The expected clicks must be a number from 0 on."))
        return self.expected

    def start(self, at: datetime) -> datetime:
        due = parse_datetime(self.due) if isinstance(self.due, str) else self.due or at
        if due is None:
            raise NotPossible(say("“%(due)s” is not a time.") % {"due": self.due})
        due = due if due.tzinfo else due.replace(tzinfo=UTC)
        if due < at - GRACE:
            raise NotPossible(say("The time to send it at has passed."))
        return max(due, at)

    def kept_out(self) -> dict[str, Any]:
        if not self.holdout:
            return {}
        salt, percent = str(self.holdout.get("salt", "")), float(self.holdout.get("percent", 0))
        if not salt or not 0 <= percent <= 50:
            raise NotPossible(say("A hold-out needs a salt and a share from 0 to 50 %."))
        return {"salt": salt, "percent": percent}


def whole(name: str, value: Any, least: int, most: int) -> int:
    if not isinstance(value, int) or not least <= value <= most:
        told = {"name": name, "least": least, "most": most}
        raise NotPossible(say("%(name)s must be a whole number from %(least)s to %(most)s.") % told)
    return value


def cut(text: str, name: str, most: int) -> str:
    """The text without spaces around it. Raises NotPossible when it is too long: to cut it would lose something."""
    text = " ".join(str(text).split())
    if len(text) > most:
        raise NotPossible(say("The %(name)s may have at most %(most)s characters.") % {"name": name, "most": most})
    return text


def unknown(sentence: str, name: str, names: Any) -> str:
    near = get_close_matches(name, list(names), n=1, cutoff=0.5)
    hint = " " + say("Did you mean “%(name)s”?") % {"name": near[0]} if near else ""
    return sentence % {"name": name} + hint
