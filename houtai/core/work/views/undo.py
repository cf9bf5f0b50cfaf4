"""Taking decisions back, from a queue or from the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actions import Because
from houtai.core.work.errors import Refused
from houtai.core.work.models import Decision
from houtai.core.work.undo import undo_batch
from houtai.core.work.views.act import back_to
from houtai.core.work.views.deciding import milliseconds
from houtai.core.work.views.queue import fragment, wants_fragment
from houtai.core.work.views.telling import outcomes, refusals


class Undo(View):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        decision = get_object_or_404(Decision.objects.visible_to(request.user).select_related("subject"), pk=pk)
        try:
            back = decision.undo(by=request.user, because=because_of(request, decision.queue))
        except Refused as refused:
            return answer(request, [decision], refused.message, status=refused.status)
        text = _("Taken back: %(action)s “%(title)s”.") % {"action": decision.label, "title": decision.subject}
        return answer(request, [decision], f"{text} {back.outcome}".rstrip())


def because_of(request: HttpRequest, queue: str) -> Because:
    """Taking back costs time too, where the page measured it."""
    return Because(queue=queue, touch_ms=milliseconds(request.POST.get("touch_ms")))


class UndoBatch(View):
    def post(self, request: HttpRequest, batch: str) -> HttpResponse:
        back, kept = undo_batch(batch, by=request.user)
        if not (back or kept):
            return answer(request, [], _("Nothing of this is left to take back."), status=409)
        text = ngettext("%(n)s decision taken back.", "%(n)s decisions taken back.", len(back)) % {"n": len(back)}
        text += outcomes(back)
        if kept:
            text += " " + refusals((decision.subject, why) for decision, why in kept)
        undone = [decision.undoes for decision in back if decision.undoes]
        return answer(request, undone, text, status=200 if back else 409)


def answer(request: HttpRequest, decisions: Sequence[Decision], text: Any, status: int = 200) -> HttpResponse:
    """Back where the person came from, or, for the queue island, what waits again."""
    queue = catalog.queues.get(decisions[0].queue) if decisions else None
    if queue and wants_fragment(request):
        keys = [decision.subject.key for decision in decisions]
        waiting = list(queue.visible_to(request.user).filter(pk__in=keys))
        return fragment(request, queue, waiting[:1], status=status, message=text, entries=waiting)
    if wants_fragment(request):
        return HttpResponse(str(text), status=status, content_type="text/plain; charset=utf-8")
    (messages.success if status == 200 else messages.error)(request, text)
    if queue is None or "next" in request.POST:
        return redirect(back_to(request))
    return redirect("work.queue", queue.slug)
