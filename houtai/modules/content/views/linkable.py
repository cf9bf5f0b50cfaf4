"""Articles that a text may link to, as the editor asks for them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from houtai.core.work.views.doors import number
from houtai.modules.content.models import Article
from houtai.modules.content.models.linking import LINKTYPE

MOST = 8


@require_safe
def linkable(request: HttpRequest) -> JsonResponse:
    """{found: [{linktype, id, title, note}]}: those in sight that say `q`, or the one of the number `id`."""
    user = request.user
    if not user.has_perm("content.view_article") and not user.has_perm("content.change_article"):
        raise Http404
    seen, words = Article.objects.visible_to(user).select_related("column"), request.GET.get("q", "").strip()[:200]
    if "id" in request.GET:
        rows = list(seen.filter(pk=number(request.GET["id"])))
    else:
        rows = seen.search(words, typing=True)[:MOST]
    return JsonResponse({"found": [told(row) for row in rows]})


def told(article: Article) -> dict[str, Any]:
    note = [article.get_state_display(), article.column.name if article.column else ""]
    return {"linktype": LINKTYPE, "id": article.pk, "title": article.title, "note": " · ".join(filter(None, note))}
