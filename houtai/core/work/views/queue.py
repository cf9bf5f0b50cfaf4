"""The one page that serves every queue. It is a plain form; the queue island makes it fast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views import View

from houtai.core.catalog.catalog import UnknownName, catalog
from houtai.core.work.actions import Because
from houtai.core.work.errors import NotFound, NotPossible, Refused
from houtai.core.work.models import Claim, Decision, Subject
from houtai.core.work.queues import Queue


def queue_of(slug: str, user: Any) -> Queue:
    """The queue of this address, if this person works on it; a stranger is told that there is none."""
    try:
        queue: Queue = catalog.queue(slug.replace("-", ".", 1))
    except UnknownName as error:
        raise Http404 from error
    if queue.permission and not user.has_perm(queue.permission):
        raise Http404
    return queue


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One button: the action, and its form where it asks for something."""

    action: Any
    form: Any = None


@dataclass(frozen=True, kw_only=True)
class Item:
    """One waiting thing as the page shows it. `once` makes a form sent twice count once."""

    target: Any
    subject: Subject
    facts: list[tuple[Any, Any]]
    choices: list[Choice]
    once: str


def items_of(queue: Queue, targets: list[Any], *, user: Any) -> list[Item]:
    known = queue.facts(targets, now=now())
    keys = [str(target.pk) for target in targets]
    subjects = {row.key: row for row in Subject.objects.filter(kind=queue.subject, key__in=keys)}
    return [item_of(queue, target, subjects[str(target.pk)], known.get(target.pk, {}), user) for target in targets]


def item_of(queue: Queue, target: Any, subject: Subject, values: dict[str, Any], user: Any) -> Item:
    facts = [(fact, values[fact.name]) for fact in queue.known if values.get(fact.name) is not None]
    choices = [
        Choice(action=action, form=action.form(target=target, prefix=action.key) if action.form else None)
        for action in queue.actions()
        if not action.permission or user.has_perm(action.permission)
    ]
    return Item(target=target, subject=subject, facts=facts, choices=choices, once=f"page:{uuid4().hex}")


class QueuePage(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        queue = queue_of(slug, request.user)
        if wanted := request.GET.get("item"):
            targets = list(queue.visible_to(request.user).filter(pk=wanted))
            self.claim(targets, request.user)
        else:
            targets = queue.next_for(request.user, now=now(), after=self.passed(request), count=2)
        return self.show(request, queue, targets)

    def claim(self, targets: list[Any], user: Any) -> None:
        for target in targets:
            Claim.objects.take(subject_id=target.subject.pk, user=user, now=now())

    def passed(self, request: HttpRequest) -> list[str]:
        return [key for key in request.GET.get("after", "").split(",") if key.isdigit()]

    def show(self, request: HttpRequest, queue: Queue, targets: list[Any], status: int = 200, **more: Any) -> HttpResponse:
        items = items_of(queue, targets, user=request.user)
        context = {"queue": queue, "item": items[0] if items else None, "next": items[1] if len(items) > 1 else None, **more}
        context["waiting"] = queue.visible_to(request.user).count()
        template = "work/queue_items.html" if wants_fragment(request) else "work/queue.html"
        return render(request, template, context, status=status)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        queue = queue_of(slug, request.user)
        try:
            decision = decide(request, queue)
        except Refused as refused:
            return self.refused(request, queue, refused)
        Claim.objects.filter(subject=decision.subject).delete()
        return self.decided(request, queue, decision)

    def refused(self, request: HttpRequest, queue: Queue, refused: Refused) -> HttpResponse:
        if not wants_fragment(request):
            messages.error(request, refused.message)
            return redirect(request.path)
        targets = queue.next_for(request.user, now=now(), count=2)
        return self.show(request, queue, targets, status=refused.status, message=refused.message)

    def decided(self, request: HttpRequest, queue: Queue, decision: Decision) -> HttpResponse:
        undo = reverse("work.undo", args=[decision.id]) if decision.word.inverse else ""
        opens = decision.effect.get("open", "")
        if not wants_fragment(request):
            messages.success(request, _("%(action)s: “%(title)s”.") % {"action": decision.word.label, "title": decision.subject})
            if undo:
                request.session["undo"] = undo
            return HttpResponseRedirect(opens or request.path)
        targets = queue.next_for(request.user, now=now(), count=2)
        response = self.show(request, queue, targets, decided=decision)
        response["X-Queue-Undo"], response["X-Queue-Open"] = undo, opens
        return response


def wants_fragment(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def decide(request: HttpRequest, queue: Queue) -> Decision:
    """Carry out what the form says. Raises Refused; then nothing has changed."""
    data = request.POST
    action = chosen(queue, data.get("action", ""))
    target = queue.model.objects.visible_to(request.user).filter(pk=data.get("subject") or None).first()
    if target is None:
        raise NotFound
    facts = queue.facts([target], now=now()).get(target.pk, {})
    because = Because(reason=data.get("because", "")[:1000], facts=facts, queue=queue.name, touch_ms=milliseconds(data.get("touch_ms")))
    seen = int(data["seen"]) if data.get("seen", "").isdigit() else None
    once = f"{request.user.pk}:{data['once'][:100]}" if data.get("once") else None
    decision: Decision = action.run(target, by=request.user, because=because, seen=seen, once=once, **inputs_of(action, target, data))
    return decision


def chosen(queue: Queue, name: str) -> Any:
    if name not in queue.choices:
        raise NotPossible(_("This queue has no such choice."))
    return catalog.action(name)


def inputs_of(action: Any, target: Any, data: Any) -> dict[str, Any]:
    if not action.form:
        return {}
    form = action.form(data, target=target, prefix=action.key)
    if not form.is_valid():
        raise NotPossible(" ".join(str(error) for errors in form.errors.values() for error in errors))
    cleaned: dict[str, Any] = form.cleaned_data
    return cleaned


def milliseconds(value: Any) -> int | None:
    """What the browser measured, capped at an hour for one decision."""
    return min(int(value), 3_600_000) if str(value or "").isdigit() else None
