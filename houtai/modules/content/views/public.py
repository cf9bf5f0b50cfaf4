"""The public pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from houtai.core.ui.paging import CappedPaginator
from houtai.core.work.models import Site, Subject
from houtai.core.work.site import in_its_language, site_of
from houtai.core.workspaces.registry import origin_here
from houtai.modules.content.models import Article, Articles, Part, Topic
from houtai.modules.content.models.headline import choose_headlines
from houtai.modules.content.models.related import related
from houtai.modules.content.views.places import author_at, by_author, column_at, series_at, tag_at, tagged
from houtai.modules.content.views.structured import Shown

PAGE = 20


class Pages(CappedPaginator):
    """Whoever wants older ones has the search, and programs have the sitemaps."""

    cap = 2_000


def public(view: Any) -> Any:
    """Read-only, 304 when nothing has changed, and asked again each time: what is withdrawn is gone at once."""
    return require_safe(conditional_page(cache_control(no_cache=True)(view)))


@public
def newest(request: HttpRequest) -> HttpResponse:
    """What is pinned stands first; on further pages, and for others than readers, it is one of all."""
    articles = Article.objects.published()
    pinned = articles.shown().filter(pin__isnull=False).first()
    return listing(request, articles.exclude(pk=pinned.pk) if pinned else articles, pinned=pinned)


@public
def column(request: HttpRequest, slug: str) -> HttpResponse:
    found = column_at(slug)
    if found.slug != slug:
        return moved(request, found)
    return listing(request, Article.objects.published().filter(column=found), of=found)


@public
def series(request: HttpRequest, slug: str) -> HttpResponse:
    found = series_at(slug)
    return moved(request, found) if found.slug != slug else listing(request, found.parts(), of=found, feed="")


@public
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    found = tag_at(slug)
    return moved(request, found.standing) if found.into_id else listing(request, tagged(found), of=found)


@public
def author(request: HttpRequest, slug: str) -> HttpResponse:
    found = author_at(slug)
    articles = by_author(found)
    return moved(request, found) if found.slug != slug else listing(request, articles, of=found)


@public
def article(request: HttpRequest, pk: str, slug: str | None = None) -> HttpResponse:
    found = Article.objects.published().shown().filter(pk=pk).first()
    if found is None:
        return gone(request, int(pk))
    if request.path != unquote(found.get_absolute_url()):
        return moved(request, found)
    return render_article(request, found)


def moved(request: HttpRequest, to: Any) -> HttpResponse:
    """To the one address that it has now, with everything that follows the question mark."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(to.get_absolute_url() + (f"?{query}" if query else ""))


def gone(request: HttpRequest, pk: int) -> HttpResponse:
    """410 for what was public once, be it withdrawn or deleted. Raises Http404 for all else."""
    deleted = Subject.objects.filter(kind="content.article", key=str(pk), state="deleted").exclude(published=None)
    if not (Article.objects.withdrawn().filter(pk=pk).exists() or deleted.exists()):
        raise Http404
    return no_longer(request)


@in_its_language
def no_longer(request: HttpRequest) -> HttpResponse:
    return render(request, "content/gone.html", status=410)


@in_its_language
def listing(
    request: HttpRequest, articles: Articles, *, of: Any = None, feed: str = "feed.xml", pinned: Article | None = None
) -> HttpResponse:
    """of: whose they are; feed: its address, as seen from this one."""
    asked = request.GET.get("page", "")
    if asked.isdecimal() and (len(asked) > 9 or int(asked) > Pages.cap // PAGE):
        raise Http404
    page = Pages(articles.shown(), PAGE).get_page(asked)
    shown_first = [pinned] if pinned and page.number == 1 else []
    choose_headlines([*shown_first, *page])
    follows = f"?page={page.number}" if page.number > 1 else ""
    canonical = f"{origin_here()}{request.path}{follows}"
    told = {"page": page, "pinned": shown_first, "of": of, "feed": feed and request.path + feed, "canonical": canonical}
    return render(request, "content/list.html", told)


@in_its_language
def render_article(request: HttpRequest, found: Article) -> HttpResponse:
    """Also for previews, where `found` is not saved."""
    context = {"article": found, **(beside(found, site=site_of(request)) if found.pk else {})}
    if getattr(request, "is_preview", False):
        found.choice = None
    return render(request, "content/article.html", context)


def beside(found: Article, *, site: Site) -> dict[str, Any]:
    """What a saved article has besides itself."""
    shown, corrections = Shown.of(found, site=site), list(found.corrections.standing())
    described = shown.structured(corrections=corrections)
    told = {"shown": shown, "described": described, "corrections": corrections}
    part, others = Part.of(found), related(found)
    choose_headlines([found, *others, *([part.before, part.after] if part else [])])
    return {**told, "part": part, "topics": topics(found), "related": others}


def topics(found: Article) -> list[Topic]:
    rows = Topic.objects.filter(tag__content_articletag_items__content_object=found.pk, into=None)
    return list(rows.select_related("tag").order_by("tag__name"))
