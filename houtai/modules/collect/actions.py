"""What can be done to sources and drafts. Publishing and editing a draft are other modules' actions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from houtai.core.text.crediting import Credit, credit
from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.core.work.models import Decision
from houtai.core.workspaces.tasks import enqueue
from houtai.modules.collect.forms import EntryForm, FollowForm, MergeForm, MoveForm
from houtai.modules.collect.models import Draft, Entry, Source
from houtai.modules.collect.models.anyway import former, leave


class OnSource(Action):
    subject = "collect.source"
    permission = "collect.change_source"

    def possible(self, target: Source) -> bool:
        """Nobody looks at the source of single pages."""
        return not target.single and super().possible(target)


class Pause(OnSource):
    name = "collect.pause"
    label = _("Pause")
    about = _("No more is collected from this source until it is resumed.")
    icon = "circle-xmark"
    inverse = "collect.resume"
    from_states = frozenset({"active"})

    def perform(self, target: Source, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        target.pause()
        return {}


class Resume(OnSource):
    name = "collect.resume"
    label = _("Resume")
    about = _("Collect from this source again, beginning now.")
    icon = "resubmit"
    inverse = "collect.pause"
    from_states = frozenset({"paused"})

    def perform(self, target: Source, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        target.resume(at=at)
        return {}


class Refresh(OnSource):
    name = "collect.refresh"
    label = _("Look now")
    about = _("Look for new entries now instead of at the next planned time.")
    icon = "rotate"
    from_states = frozenset({"active"})

    def perform(self, target: Source, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        target.look_now(at=at)
        return {}


class Move(OnSource):
    name = "collect.move"
    label = _("Use another address")
    about = _("Collect from another address from now on. What was collected stays.")
    icon = "link"
    inverse = "collect.move"
    form = MoveForm

    def perform(self, target: Source, *, at: datetime, actor: Actor, url: str = "", **inputs: Any) -> dict[str, Any]:
        if Source.objects.filter(url=url).exists():
            raise NotPossible(say("Another source already has this address."))
        before = target.url
        target.move(url, at=at)
        return {"url": before}


class Follow(OnSource):
    name = "collect.follow"
    label = _("Follow these links")
    about = _("Collect the articles that the page links to, by a selector, from now on.")
    icon = "link"
    inverse = "collect.follow"
    form = FollowForm

    def perform(
        self, target: Source, *, at: datetime, actor: Actor, selector: str = "", **inputs: Any
    ) -> dict[str, Any]:
        """selector: CSS; "" reads the address as a feed again."""
        before = target.selector
        target.follow(selector, at=at)
        return {"selector": before}


class Drop(OnSource):
    name = "collect.drop_source"
    label = _("Delete")
    about = _(
        "Nobody looks at it any more, it leaves the list, and another source may have its address. "
        "What it brought stays: drafts, the articles made of them, and the books. It can be brought back."
    )
    icon = "bin"
    inverse = "collect.bring_back"
    from_states = frozenset({"active", "paused"})

    def perform(self, target: Source, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        return target.drop()


class BringBack(OnSource):
    name = "collect.bring_back"
    label = _("Bring back")
    about = _("It is a source again, at the address it had.")
    icon = "rotate"
    inverse = "collect.drop_source"
    from_states = frozenset({"gone"})

    def perform(
        self, target: Source, *, at: datetime, actor: Actor, url: str = "", state: str = "paused", **inputs: Any
    ) -> dict[str, Any]:
        """Without `url` the one it had when it was deleted."""
        url = url or target.url_before
        if not url or Source.objects.filter(url=url).exists():
            raise NotPossible(say("Another source already has this address."))
        target.bring_back(url=url, state=state)
        return {}


class OnEntry(Action):
    """Decided on the source, as entries are no subjects of their own."""

    subject = "collect.source"
    permission = "collect.decide_draft"

    def of(self, target: Source, actor: Actor, key: int) -> Entry:
        entry: Entry | None = target.entries.filter(pk=key).select_related("source", "draft").first()
        if entry is None or not (actor.user is None or Entry.objects.visible_to(actor.user).filter(pk=key).exists()):
            raise NotPossible(say("There is no such entry."))
        return entry


class TakeEntry(OnEntry):
    name = "collect.take_entry"
    label = _("Collect it after all")
    about = _("It is read again in a moment and waits as a draft, whatever it is like.")
    icon = "download"
    inverse = "collect.leave_entry"
    form = EntryForm

    def perform(self, target: Source, *, at: datetime, actor: Actor, entry: int = 0, **inputs: Any) -> dict[str, Any]:
        found = self.of(target, actor, entry)
        if found.fate == Entry.Fate.DRAFTED:
            raise NotPossible(say("It is a draft already."))
        return {"entry": found.pk, "before": former(found)}

    def decided(self, target: Source, decision: Decision) -> None:
        from houtai.modules.collect.tasks import collect_entry

        if decision.undoes is None:
            enqueue(collect_entry, decision.effect["entry"], decision.pk, once=f"collect.entry:{decision.pk}")


class LeaveEntry(OnEntry):
    name = "collect.leave_entry"
    label = _("Leave it")
    about = _("It is no draft again.")
    icon = "cross"

    def perform(
        self, target: Source, *, at: datetime, actor: Actor, entry: int = 0, before: Any = None, **inputs: Any
    ) -> dict[str, Any]:
        found = self.of(target, actor, entry)
        if found.draft and before:
            leave(found, before)
        return {"entry": found.pk}


class OnDraft(Action):
    subject = "collect.draft"
    permission = "collect.decide_draft"


def told_by(draft: Draft) -> list[Credit]:
    """Its source, and those of what was merged into it."""
    return [draft.credit, *(one.credit for one in draft.all_merged())]


class Merge(OnDraft):
    name = "collect.merge"
    label = _("Merge")
    about = _("It tells the same story as another draft, which stands for both from now on.")
    icon = "clipboard-list"
    key = "m"
    inverse = "collect.unmerge"
    from_states = frozenset({"waiting"})
    form = MergeForm

    def ask_with(self, target: Draft, *, user: Any, data: Any = None) -> MergeForm:
        return MergeForm(data, target=target, prefix=self.key, user=user)

    def perform(self, target: Draft, *, at: datetime, actor: Actor, into: int = 0, **inputs: Any) -> dict[str, Any]:
        """into: primary key of the other draft, which waits or is published."""
        other = Draft.objects.may_take_in().exclude(pk=target.pk).filter(pk=into).first()
        if other is None or not actor.sees(other):
            raise NotPossible(say("There is no such draft to merge into."))
        credit(other.stands_for.subject, told_by(target))
        target.merge(other)
        return {"into": other.pk}


class Unmerge(OnDraft):
    name = "collect.unmerge"
    label = _("Take apart")
    about = _("Let it wait as a draft of its own again.")
    icon = "rotate"
    inverse = "collect.merge"
    from_states = frozenset({"merged"})

    def perform(self, target: Draft, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        into = target.merged_into_id
        credit(target.stands_for.subject, told_by(target), gone=True)
        target.unmerge()
        return {"into": into}


class Skip(OnDraft):
    name = "collect.skip"
    label = _("Skip")
    about = _("Nothing is made of it.")
    icon = "cross"
    key = "s"
    inverse = "collect.restore"
    from_states = frozenset({"waiting"})

    def perform(self, target: Draft, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        target.skip()
        return {}


class Restore(OnDraft):
    name = "collect.restore"
    label = _("Restore")
    about = _("Let it wait for a decision again.")
    icon = "rotate"
    inverse = "collect.skip"
    from_states = frozenset({"skipped"})

    def perform(self, target: Draft, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        target.restore()
        return {}
