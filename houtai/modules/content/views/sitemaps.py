"""What tells search engines where everything is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Exists, ExpressionWrapper, F, IntegerField, Max, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from houtai.core.work.site import site_of
from houtai.core.workspaces.registry import origin_here
from houtai.modules.content.models import Article, ArticleTag, Author, Column, Series, StaticPage, Topic
from houtai.modules.content.views.public import public

# Sitemaps may have 50,000 addresses; news sitemaps 1,000, of the last two days (sitemaps.org, Google News).
SIZE = 10_000
MOST = 50_000
MOST_NEWS = 1000
NEWS = timedelta(days=2)


@public
def index(request: HttpRequest) -> HttpResponse:
    """A page is a span of the articles' numbers, so what is on it stays there."""
    span = ExpressionWrapper(F("pk") / SIZE, output_field=IntegerField())
    articles = Article.objects.filter(live=True).annotate(span=span).order_by("span")
    pages = articles.values_list("span").annotate(newest=Max("last_published_at"))
    return answer(request, "content/sitemap_index.xml", {"pages": pages})


@public
def page(request: HttpRequest, number: str) -> HttpResponse:
    start = int(number) * SIZE
    articles = Article.objects.filter(live=True, pk__gte=start, pk__lt=start + SIZE).order_by("pk")
    found = list(articles.only("pk", "slug", "last_published_at"))
    if not found:
        raise Http404
    return answer(request, "content/sitemap.xml", {"articles": found})


@public
def columns(request: HttpRequest) -> HttpResponse:
    return places(request, [*Column.objects.all(), *Series.objects.all(), *StaticPage.objects.published()], front=True)


@public
def authors(request: HttpRequest) -> HttpResponse:
    """Those of whom something is public."""
    public_ones = Article.objects.filter(author=OuterRef("pk"), live=True)
    return places(request, Author.objects.filter(Exists(public_ones)).order_by("pk")[:MOST])


@public
def tags(request: HttpRequest) -> HttpResponse:
    """Those that something public has."""
    public_ones = ArticleTag.objects.filter(tag=OuterRef("tag"), content_object__live=True)
    topics = Topic.objects.filter(Exists(public_ones), into=None).select_related("tag")
    return places(request, topics.order_by("pk")[:MOST])


def places(request: HttpRequest, found: Any, *, front: bool = False) -> HttpResponse:
    return answer(request, "content/sitemap_places.xml", {"places": found, "front": front})


@public
def news(request: HttpRequest) -> HttpResponse:
    recent = Article.objects.published().filter(first_published_at__gte=now() - NEWS)[:MOST_NEWS]
    return answer(request, "content/sitemap_news.xml", {"articles": recent, "paper": site_of(request).title})


@public
def robots(request: HttpRequest) -> HttpResponse:
    return answer(request, "content/robots.txt", {}, kind="text/plain")


def answer(
    request: HttpRequest, template: str, context: dict[str, Any], *, kind: str = "application/xml"
) -> HttpResponse:
    content = {"origin": origin_here(), **context}
    return render(request, template, content, content_type=f"{kind}; charset=utf-8")
