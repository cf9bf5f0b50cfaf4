"""Moving something on the calendar to another day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views import View

from houtai.core.catalog.catalog import catalog
from houtai.core.work.errors import NotPossible, Refused
from houtai.core.work.models import Decision
from houtai.core.work.views.act import back_to
from houtai.modules.content.models import Article
from houtai.modules.content.models.plan import DUE, EXPIRES, SCHEDULED


class Move(View):
    """Takes `item`, such as "due-12", and `day`; the time of the day stays."""

    def post(self, request: HttpRequest) -> HttpResponse:
        kind, _dash, key = request.POST.get("item", "").partition("-")
        if not key.isdecimal() or len(key) > 18 or kind not in (DUE, EXPIRES, SCHEDULED):
            raise Http404
        article = get_object_or_404(Article.objects.visible_to(request.user), pk=int(key))
        try:
            day = day_of(request.POST.get("day", ""))
            decision = move(article, kind, day, by=request.user)
        except Refused as refused:
            messages.error(request, refused.message)
        else:
            request.session["content.undo"] = reverse("work.undo", args=[decision.pk])
            told = {"title": decision.subject, "day": date_format(day, "DATE_FORMAT")}
            messages.success(request, _("“%(title)s” was moved to %(day)s.") % told)
        return redirect(back_to(request))


def day_of(text: str) -> date:
    """Raises NotPossible."""
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise NotPossible(_("Say to which day, such as 2030-01-31."))
    return day


def move(article: Article, kind: str, day: date, *, by: Any) -> Decision:
    """Raises a Refused."""
    if kind == DUE:
        assigned: Decision = catalog.action("content.assign").run(article, by=by, due=day.isoformat())
        return assigned
    revision = article.scheduled_revision
    moment = article.expire_at if kind == EXPIRES else revision and revision.approved_go_live_at
    if moment is None:
        raise NotPossible(_("This is no longer planned."))
    when = localtime(moment).replace(year=day.year, month=day.month, day=day.day)
    part = "expire" if kind == EXPIRES else "go_live"
    moved: Decision = catalog.action("content.reschedule").run(article, by=by, part=part, when=when.isoformat())
    return moved
