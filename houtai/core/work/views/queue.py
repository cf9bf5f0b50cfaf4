"""The one page that serves every queue. It is a plain form; the queue island makes it fast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from houtai.core.catalog.catalog import UnknownName, catalog
from houtai.core.ui.counting import count
from houtai.core.ui.widgets import choices_of
from houtai.core.work.errors import Claimed, Refused
from houtai.core.work.models import Claim, Decision
from houtai.core.work.queues import RACES, Queue
from houtai.core.work.views.deciding import Outcome, decide_batch, decide_one, number
from houtai.core.work.views.items import items_of
from houtai.core.work.views.narrowing import Narrowing
from houtai.core.work.views.telling import outcomes

LISTED = 30
# So many are ticked by one press: each is a decision of some hundredths of a second, and somebody waits.
ALL, MOST = "all", 200


def queue_of(slug: str, user: Any) -> Queue:
    """The queue of this address, if this person works on it; a stranger is told that there is none."""
    try:
        queue: Queue = catalog.queue(slug.replace("-", ".", 1))
    except UnknownName as error:
        raise Http404 from error
    if queue.permission and not user.has_perm(queue.permission):
        raise Http404
    return queue


def wants_fragment(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def held(request: HttpRequest) -> list[str]:
    """Keys that the page has already, so that the next one is another."""
    given = request.GET.get("after") or request.POST.get("after") or ""
    return [key for key in given.split(",") if number(key) is not None]


class QueuePage(View):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        queue = queue_of(slug, request.user)
        if "choices" in request.GET:
            filters = Narrowing(queue, request).filters
            return choices_of(filters and filters.form, request.GET["choices"])
        try:
            return self.items(request, queue) if wants_fragment(request) else self.page(request, queue)
        except Claimed as refused:
            return self.refused(request, queue, refused)

    def items(self, request: HttpRequest, queue: Queue) -> HttpResponse:
        if "item" in request.GET:
            item = self.named(request, queue)
            return fragment(request, queue, [item] if item else [])
        item = queue.next_for(request.user, now=now(), after=held(request), narrow=Narrowing(queue, request))
        return fragment(request, queue, [item] if item else [])

    def named(self, request: HttpRequest, queue: Queue, *, listed: Sequence[Any] = (), rows: Any = None) -> Any:
        """The item of the address, claimed, or None. Raises Claimed when somebody else holds it.

        listed: items loaded already, with their subjects' `rows` by key.
        """
        wanted = number(request.GET.get("item") or request.POST.get("subject"))
        target = next((item for item in listed if item.pk == wanted), None)
        target = target or queue.visible_to(request.user).filter(pk=wanted).first()
        if target is None:
            return None
        subject = (rows or {}).get(str(target.pk)) or target.subject
        if not Claim.objects.take(subject_id=subject.pk, user=request.user, now=now()):
            raise Claimed
        return target

    def first(self, request: HttpRequest, queue: Queue, listed: Sequence[Any], rows: Any) -> Any:
        """To show: that of the address, else the one in hand when the list was turned, else the next."""
        if "item" in request.GET:
            return self.named(request, queue, listed=listed, rows=rows)
        try:
            kept = self.named(request, queue, listed=listed, rows=rows) if "subject" in request.POST else None
        except Claimed:
            kept = None
        number_of = {item.pk: rows[str(item.pk)].pk for item in listed[:RACES]}
        return kept or queue.claim(
            listed[:RACES], user=request.user, now=now(), number_of=lambda item: number_of[item.pk]
        )

    def page(self, request: HttpRequest, queue: Queue) -> HttpResponse:
        narrowing, waiting = Narrowing(queue, request), queue.unclaimed(user=request.user, now=now())
        found, asked = narrowing(waiting), request.POST.get("list", "")
        shown = narrowing.page(found, asked=asked, size=MOST if asked == ALL else LISTED)
        listed = list(shown.object_list)
        rows = queue.subjects(listed)
        first = self.first(request, queue, listed, rows)
        subjects = rows if first in listed else None
        items = items_of(queue, [first] if first else [], user=request.user, subjects=subjects)
        context = {
            "queue": queue,
            "item": items[0] if items else None,
            "entries": ticked(request, queue, [rows[str(target.pk)] for target in listed], every=asked == ALL),
            "narrowing": narrowing,
            "shown": shown,
            "most": MOST if asked == ALL and shown.has_next() else None,
            # All of them are listed already, unless there are many.
            "waiting": count(waiting if narrowing.query or shown.has_other_pages() else listed),
            "undo": request.session.pop("undo", ""),
            "keys": [(action.key, action.label) for action in queue.actions()],
        }
        return render(request, "work/queue.html", context)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        queue = queue_of(slug, request.user)
        try:
            if "list" in request.POST:
                return self.page(request, queue)
            if request.POST.getlist("subjects"):
                return self.batch_decided(request, queue, decide_batch(queue, request.POST, user=request.user))
            return self.decided(request, queue, decide_one(queue, request.POST, user=request.user))
        except Refused as refused:
            return self.refused(request, queue, refused)

    def refused(self, request: HttpRequest, queue: Queue, refused: Refused) -> HttpResponse:
        """The item comes again as it is now, when it still waits."""
        key = number(request.POST.get("subject"))
        still = queue.unclaimed(user=request.user, now=now()).filter(pk=key)
        if wants_fragment(request):
            return fragment(request, queue, list(still), status=refused.status, message=refused.message)
        messages.error(request, refused.message)
        here = Narrowing(queue, request).address
        return redirect(f"{here}{'&' if '?' in here else '?'}item={key}" if still.exists() else here)

    def decided(self, request: HttpRequest, queue: Queue, decision: Decision) -> HttpResponse:
        undo = reverse("work.undo", args=[decision.id]) if decision.has_inverse else ""
        text = _("%(action)s: “%(title)s”.") % {"action": decision.label, "title": decision.subject}
        text = f"{text} {decision.outcome}".strip()
        return self.answer(request, queue, text, undo=undo, opens=decision.effect.get("open", ""))

    def batch_decided(self, request: HttpRequest, queue: Queue, outcome: Outcome) -> HttpResponse:
        made = len(outcome.made)
        text = ngettext("%(n)s decision made.", "%(n)s decisions made.", made) % {"n": made}
        text += outcomes(outcome.made)
        if outcome.refused:
            text += " " + " ".join(str(refused) for _key, refused in outcome.refused[:3])
        undo = reverse("work.undo_batch", args=[outcome.name]) if made and outcome.made[0].has_inverse else ""
        back = queue.visible_to(request.user).filter(pk__in=[number(key) for key, _refused in outcome.refused])
        return self.answer(request, queue, text, undo=undo, entries=list(back))

    def answer(
        self, request: HttpRequest, queue: Queue, text: str, *, undo: str, opens: str = "", entries: Sequence[Any] = ()
    ) -> HttpResponse:
        if not wants_fragment(request):
            messages.success(request, text)
            request.session["undo"] = undo
            return HttpResponseRedirect(opens or Narrowing(queue, request).address)
        narrow = Narrowing(queue, request)
        item = None if opens else queue.next_for(request.user, now=now(), after=held(request), narrow=narrow)
        response = fragment(request, queue, [item] if item else [], message=text, entries=entries)
        response["X-Queue-Undo"], response["X-Queue-Open"] = undo, opens
        return response


def fragment(
    request: HttpRequest,
    queue: Queue,
    targets: Sequence[Any],
    *,
    status: int = 200,
    message: Any = "",
    entries: Sequence[Any] = (),
) -> HttpResponse:
    """What the queue island asks for: items, a message, and entries that belong into the list again."""
    items = items_of(queue, targets, user=request.user)
    context = {"queue": queue, "items": items, "message": message, "entries": entries_of(queue, entries)}
    context["waiting"] = queue.count_for(request.user)
    return render(request, "work/queue_fragment.html", context, status=status)


def ticked(request: HttpRequest, queue: Queue, listed: list[Any], *, every: bool) -> list[Any]:
    """What is listed, after what was ticked on other pages. Ticks hold for the version that was seen then."""
    seen = dict(pair.split(":", 1) for pair in request.POST.getlist("subjects")[:MOST] if ":" in pair)
    here = {entry.key for entry in listed}
    keys = [number(key) for key in seen if key not in here and number(key) is not None]
    others = entries_of(queue, list(queue.visible_to(request.user).filter(pk__in=keys))) if keys else []
    for entry in [*others, *listed]:
        entry.ticked = every or entry.key in seen
        entry.version = seen.get(entry.key, entry.version)
    return [*others, *listed]


def entries_of(queue: Queue, targets: Sequence[Any]) -> list[Any]:
    """The subjects' rows, in the order of the targets."""
    rows = queue.subjects(targets) if targets else {}
    return [rows[str(target.pk)] for target in targets]
