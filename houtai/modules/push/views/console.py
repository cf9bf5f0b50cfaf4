"""The push console: choose, write, test on oneself, send or schedule. Plain forms; the island makes them live."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views import View

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actions import Because
from houtai.core.work.errors import Refused
from houtai.modules.push.forms import ConsoleForm, default_time, pushable
from houtai.modules.push.views.articles import offers
from houtai.modules.push.views.doors import SEND, Door
from houtai.modules.push.views.reach import audiences, reach


class Console(Door, View):
    """Steps: look (nothing is checked), ask (shows what would be sent to whom), test, send."""

    permission = SEND

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen = pushable(request.user).filter(pk=key(request.GET.get("subject", ""))).first()
        initial = {"at": default_time(now()), "once": uuid.uuid4().hex, "channel_1": "webpush", "channel_2": "email"}
        if chosen:
            initial |= {"subject": chosen.pk, "headline_1": chosen.title[:120]}
        form = ConsoleForm(initial=initial, user=request.user, now=now())
        return self.show(request, form, chosen=chosen)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ConsoleForm(request.POST, user=request.user, now=now())
        valid, step = form.is_valid(), request.POST.get("step", "look")
        chosen = form.cleaned_data.get("subject")
        if step == "look":
            form.hush()
        elif valid:
            return self.take(request, form, step)
        return self.show(request, form, chosen=chosen, status=200 if step == "look" else 422)

    def take(self, request: HttpRequest, form: ConsoleForm, step: str) -> HttpResponse:
        try:
            if step == "send":
                return self.send(request, form)
            if step == "test":
                return self.test(request, form)
        except Refused as refused:
            form.add_error(None, str(refused.message))
            return self.show(request, form, chosen=form.cleaned_data["subject"], status=refused.status)
        return self.ask(request, form)

    def ask(self, request: HttpRequest, form: ConsoleForm) -> HttpResponse:
        context = {"form": form, "kept": form.cleaned_data, "due": form.due, "reach": reach(form, now=now())}
        return render(request, "push/confirm.html", context)

    def test(self, request: HttpRequest, form: ConsoleForm) -> HttpResponse:
        kept, subject = form.inputs, form.cleaned_data["subject"]
        inputs = {"headline": kept["headlines"][0], "body": kept["body"], "channel": kept["channels"][0]}
        catalog.action("push.test").run(subject, by=request.user, **inputs)
        messages.success(request, _("A test is on its way to you, and to nobody else. Nothing you wrote is lost."))
        return self.show(request, form, chosen=subject)

    def send(self, request: HttpRequest, form: ConsoleForm) -> HttpResponse:
        once = form.cleaned_data["once"]
        subject = form.cleaned_data["subject"]
        decision = catalog.action("push.send").run(
            subject,
            by=request.user,
            because=Because(reason=request.POST.get("because", "")[:1000]),
            once=f"console:{request.user.pk}:{once}" if once else None,
            at=now(),
            **form.inputs,
        )
        if "push" not in decision.effect:
            messages.success(request, _("A second person is asked to agree. Nothing is sent before that."))
            return redirect("push.pushes")
        said = _("“%(title)s” is scheduled.") if form.due else _("“%(title)s” is on its way.")
        messages.success(request, said % {"title": subject})
        return redirect("push.push", pk=decision.effect["push"])

    def show(self, request: HttpRequest, form: ConsoleForm, *, chosen: Any, status: int = 200) -> HttpResponse:
        live = request.headers.get("X-Requested-With") == "XMLHttpRequest"
        query, user = request.POST.get("q", "").strip()[:100], request.user
        context = {
            "form": form,
            "chosen": chosen,
            "query": query,
            "preview": form["headline_1"].value() or (chosen.title if chosen else ""),
            "offers": offers(user=user, now=now(), query=query, chosen=chosen),
            "audiences": audiences(form),
            "reach": reach(form, now=now()),
        }
        return render(request, "push/console_parts.html" if live else "push/console.html", context, status=status)


def key(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 18 else None
