from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now
from django.views import View

from houtai.core.work.models import Subject, Touch
from houtai.core.work.views.deciding import milliseconds


class TouchReport(View):
    """Where pages outside queues report touch time: fields task, ms, and subject ("kind:key") where there is one."""

    def post(self, request: HttpRequest) -> HttpResponse:
        kind, _, key = request.POST.get("subject", "").partition(":")
        subject = Subject.objects.filter(kind=kind, key=key).first()
        if subject and not subject.seen_by(request.user):
            return HttpResponse(status=404)
        task, ms = request.POST.get("task", "")[:80], milliseconds(request.POST.get("ms")) or 0
        Touch.objects.report(task=task, user=request.user, ms=ms, now=now(), subject=subject)
        return HttpResponse(status=204)
