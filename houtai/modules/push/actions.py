"""Sending an article to readers, and stopping it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from houtai.core.readers.models import Audience
from houtai.core.work.actions import Action, Call
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.core.work.models import Decision
from houtai.core.workspaces.tasks import enqueue
from houtai.modules.push import tasks
from houtai.modules.push.models import Policy, Push
from houtai.modules.push.models.order import Order
from houtai.modules.push.models.trial import NoAddress, address_of


class OnArticle(Action):
    """For anything published that has a subject."""

    permission = "push.send_push"


class Send(OnArticle):
    name = "push.send"
    label = _("Push")
    about = _("Send it to an audience, by the channels they want, at a time.")
    icon = "mail"
    inverse = "push.stop"

    def perform(self, target: Any, *, at: datetime, actor: Actor, audience: str = "", **inputs: Any) -> dict[str, Any]:
        """inputs: as of Order."""
        push = Order(audience=audience, **inputs).push(target.subject, at=at, actor=actor)
        push.save()
        return {"push": push.pk}

    def wants_second(self, target: Any, call: Call) -> bool:
        """Strategies are not asked: whoever promoted them agreed to all they send."""
        least = Policy.current().second_from
        if not least or call.actor.kind != "person":
            return False
        meant = Audience.objects.filter(name=call.inputs.get("audience", "")).first()
        return meant is not None and len(meant.members(now=call.at, simulated=call.actor.simulated)) >= least

    def decided(self, target: Any, decision: Decision) -> None:
        push = Push.objects.get(pk=decision.effect["push"])
        push.decision = decision.pk
        push.save(update_fields=["decision"])
        if not push.simulated:
            enqueue(tasks.plan, once=f"push.plan:{push.pk}", after=push.due)


class Stop(OnArticle):
    name = "push.stop"
    label = _("Stop push")
    about = _("Send it to nobody else. Who has it keeps it.")
    icon = "circle-xmark"

    def perform(self, target: Any, *, at: datetime, actor: Actor, push: int = 0, **inputs: Any) -> dict[str, Any]:
        row = Push.objects.filter(pk=push, subject=target.subject).first()
        if row is None:
            raise NotPossible(say("There is no such push of this article."))
        if not row.is_open:
            raise NotPossible(say("It is over: nothing is left to stop."))
        return {"push": row.pk, "spared": row.stop("", at=at)}


class Test(OnArticle):
    name = "push.test"
    label = _("Test on myself")
    about = _("Send it to your own address only. It takes nobody's attention.")
    icon = "view"

    def perform(
        self,
        target: Any,
        *,
        at: datetime,
        actor: Actor,
        headline: str = "",
        body: str = "",
        channel: str = "email",
        **inputs: Any,
    ) -> dict[str, Any]:
        """Sends in the background, to the reader whose key is the person's e-mail address, or to that address."""
        if actor.user is None:
            raise NotPossible(say("Only people have an address of their own."))
        order = Order(audience="", headlines=[headline or str(target)], body=body, channels=[channel])
        told = {"headline": order.written()[0], "body": body, "channel": order.known_channels()[0]}
        try:
            address_of(actor.user, channel=told["channel"])
        except NoAddress:
            raise NotPossible(say("You have no address on this channel. Subscribe on a public page first.")) from None
        enqueue(tasks.test, target.subject.pk, actor.user.pk, told)
        return told


class Change(Action):
    name = "push.policy"
    label = _("Change the push policy")
    about = _("Caps, quiet hours and hold-out of everything that is planned from now on.")
    icon = "cog"
    subject = "push.policy"
    permission = "push.change_policy"
    inverse = "push.policy"

    def perform(self, target: Any, *, at: datetime, actor: Actor, **inputs: Any) -> dict[str, Any]:
        """inputs: fields of the policy with their new values; gives back the old ones."""
        return target.change(**inputs)
