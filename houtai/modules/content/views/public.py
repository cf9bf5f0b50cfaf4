"""The public pages."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import unquote

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import http_date
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from houtai.modules.content.models import Article, Articles, Column

PAGE = 20


def public(view: Any) -> Any:
    """Read-only, 304 when nothing has changed, and asked again each time: what is withdrawn is gone at once."""
    return require_safe(conditional_page(cache_control(no_cache=True)(view)))


@public
def newest(request: HttpRequest) -> HttpResponse:
    return listing(request, Article.objects.published())


@public
def column(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Column, slug=slug)
    return listing(request, Article.objects.published().filter(column=found), column=found)


@public
def article(request: HttpRequest, pk: str, slug: str | None = None) -> HttpResponse:
    found = get_object_or_404(Article.objects.published().shown(), pk=pk)
    if request.path != unquote(found.get_absolute_url()):
        return redirect(found, permanent=True)
    response = render_article(request, found)
    response["Last-Modified"] = http_date(found.last_published_at.timestamp())
    return response


def listing(request: HttpRequest, articles: Articles, **context: Any) -> HttpResponse:
    page = Paginator(articles.shown(), PAGE).get_page(request.GET.get("page"))
    return render(request, "content/list.html", {"page": page, "columns": Column.objects.all(), **context})


def render_article(request: HttpRequest, found: Article) -> HttpResponse:
    """Also for previews, where `found` is not saved."""
    described = structured(request, found) if found.pk else ""
    context = {"article": found, "described": described, "columns": Column.objects.all()}
    return render(request, "content/article.html", context)


def structured(request: HttpRequest, found: Article) -> SafeString:
    """What search engines read (schema.org), as JSON that cannot end the element it stands in."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": found.title,
        "inLanguage": found.language,
        "url": request.build_absolute_uri(found.get_absolute_url()),
        "author": {"@type": "Person", "name": found.author_name} if found.author_name else None,
        "datePublished": found.first_published_at and found.first_published_at.isoformat(),
        "dateModified": found.last_published_at and found.last_published_at.isoformat(),
        "isBasedOn": found.source_url or None,
    }
    text = json.dumps({name: value for name, value in data.items() if value}, ensure_ascii=False)
    return mark_safe(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
