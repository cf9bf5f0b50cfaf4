"""How many readers a condition means, as it is typed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.timezone import now
from django.utils.translation import ngettext
from django.views import View

from houtai.core.readers.conditions import BadCondition, Evaluation
from houtai.core.ui.figures import number


class Counting(View):
    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> JsonResponse:
        if not request.user.has_perm("readers.view_audience"):
            raise Http404
        return JsonResponse(counted(request.POST.get("condition", "")))


def counted(condition: str) -> dict[str, Any]:
    """count and text, or what is wrong with the condition and where. Simulated readers are named, never added."""
    try:
        count, played = (len(Evaluation(now=now(), simulated=kind).of(condition)) for kind in (False, True))
    except BadCondition as error:
        return {"error": str(error.message), "at": error.at, "text": ""}
    text = ngettext("%(n)s reader", "%(n)s readers", count) % {"n": number(count)}
    if played:
        besides = ngettext("and %(n)s simulated one", "and %(n)s simulated ones", played) % {"n": number(played)}
        text = f"{text} {besides}"
    return {"count": count, "error": "", "text": text}
