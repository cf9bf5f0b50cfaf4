"""What can be done to readers. A reader's row among the subjects is made by the first of these."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houtai.core.readers import erasing
from houtai.core.readers.forms import ChannelForm, GiveTagForm, TakeTagForm
from houtai.core.readers.imports import carrying
from houtai.core.readers.models import Channel, Consent, Import, Reader, ReaderTag, Tag
from houtai.core.work.actions import Action, Call
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.core.work.models import Decision


class OnReader(Action):
    subject: ClassVar[str] = "readers.reader"
    permission: ClassVar[str] = "readers.tag_reader"

    def decide(self, target: Any, call: Call) -> Decision:
        # Makes the row that is locked next.
        _made = target.subject
        return super().decide(target, call)

    def possible(self, target: Any) -> bool:
        return target.merged_id is None


class GiveTag(OnReader):
    name = "readers.tag"
    label = pgettext_lazy("action", "Tag")
    inverse = "readers.untag"
    icon = "tag"
    form = GiveTagForm

    def perform(self, target: Reader, *, at: datetime, actor: Actor, tag: str = "", **_more: Any) -> dict[str, Any]:
        row = named(tag)
        if not ReaderTag.objects.give(row, [target.number], how="hand", at=at):
            raise NotPossible(say("This reader has that tag already."))
        target.touch_subject()
        return {"tag": row.name}


class TakeTag(OnReader):
    name = "readers.untag"
    label = _("Take a tag off")
    inverse = "readers.tag"
    icon = "cross"
    form = TakeTagForm

    def perform(self, target: Reader, *, at: datetime, actor: Actor, tag: str = "", **_more: Any) -> dict[str, Any]:
        row = named(tag)
        if not ReaderTag.objects.take(row, [target.number]):
            raise NotPossible(say("This reader does not have that tag by hand or import."))
        target.touch_subject()
        return {"tag": row.name}


class OptOut(OnReader):
    name = "readers.opt_out"
    label = _("Opt out")
    about = _("Nothing more is sent to this reader on a channel.")
    inverse = "readers.opt_in"
    icon = "no-view"
    form = ChannelForm
    given: ClassVar[bool] = False

    def perform(self, target: Reader, *, at: datetime, actor: Actor, channel: str = "", **_more: Any) -> dict[str, Any]:
        if channel not in Channel.values:
            raise NotPossible(say("There is no such channel."))
        kept = Consent.objects.filter(reader=target, channel=channel).first()
        if kept and kept.given == self.given:
            raise NotPossible(say("That is what was kept already."))
        values = {"given": self.given, "at": at, "how": str(self.name)}
        Consent.objects.update_or_create(reader=target, channel=channel, defaults=values)
        target.touch_subject()
        return {"channel": channel}


class OptIn(OptOut):
    name = "readers.opt_in"
    label = _("Opt in")
    about = _("The reader wants to be reached on a channel. Only do this when they said so.")
    inverse = "readers.opt_out"
    icon = "view"
    given = True


class Erase(OnReader):
    """What was erased cannot be brought back, so a second person must agree."""

    name = "readers.erase"
    label = _("Erase")
    about = _("Everything that is kept about this reader is deleted for good: profile, addresses, deliveries, events.")
    permission = "readers.delete_reader"
    icon = "bin"

    def needs_second(self, target: Reader, **_inputs: Any) -> bool:
        return True

    def perform(self, target: Reader, *, at: datetime, actor: Actor, **_more: Any) -> dict[str, Any]:
        return {"rows": erasing.erase(target, at=at)}


class OnImport(Action):
    subject: ClassVar[str] = "readers.import"
    permission: ClassVar[str] = "readers.add_import"


class CarryOut(OnImport):
    name = "readers.import"
    label = _("Import")
    about = _("Give the tags and set the attributes of a table, all of them or none.")
    inverse = "readers.take_back"
    icon = "upload"
    from_states = frozenset({"ready", "working"})

    def perform(self, target: Import, *, at: datetime, actor: Actor, **_more: Any) -> dict[str, Any]:
        carrying.carry_out(target, at=at)
        # The inverse finds all it needs with the import itself.
        return {}


class TakeBack(OnImport):
    name = "readers.take_back"
    label = _("Take an import back")
    about = _("What it changed becomes as it was, unless it was changed again since.")
    icon = "undo"
    from_states = frozenset({"done"})

    def perform(self, target: Import, *, at: datetime, actor: Actor, **_more: Any) -> dict[str, Any]:
        return carrying.take_back(target)


def named(tag: str) -> Tag:
    """Raises NotPossible for a tag that is not there."""
    found = Tag.objects.filter(name=tag).first()
    if found is None:
        raise NotPossible(say("There is no tag “%(name)s”.") % {"name": tag})
    return found
