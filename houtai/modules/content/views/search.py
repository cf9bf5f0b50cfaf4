"""Searching what is public."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from houtai.core.text.search.excerpt import excerpt, marked
from houtai.core.text.search.query import LONGEST, parse
from houtai.core.ui.paging import CappedPaginator
from houtai.core.work.site import in_its_language
from houtai.core.workspaces.crowding import counted, origin_address
from houtai.modules.content.models import Article

PAGE = 20
A_MINUTE = 40


class Pages(CappedPaginator):
    """Nobody reads on for fifty pages; other words lead further."""

    cap = 1_000


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    asked = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    if asked and counted(f"content.search.{origin_address(request)}", seconds=60) > A_MINUTE:
        response = answer(request, asked, status=429, trouble=_("Too many searches from one place."))
        response["Retry-After"] = "60"
        return response
    if not asked:
        return answer(request, asked)
    query = parse(asked)
    page = Pages(Article.objects.shown().read(query), PAGE).get_page(request.GET.get("page"))
    rows = [(one, marked(one.title, query), excerpt(said(one), query)) for one in page]
    return answer(request, asked, page=page, rows=rows)


def said(article: Article) -> str:
    return f"{article.summary} {article.text}".strip()


@in_its_language
def answer(request: HttpRequest, asked: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Never kept and never listed: there are as many such pages as there are words."""
    told = {"asked": asked, **context}
    response = render(request, "content/search.html", told, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response
