"""The public pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from houtai.core.ui.paging import CappedPaginator
from houtai.core.work.models import Subject
from houtai.core.workspaces.registry import origin_here
from houtai.modules.content.models import Article, Articles, Column, Part, Series, Topic
from houtai.modules.content.models.headline import choose_headlines
from houtai.modules.content.models.related import related
from houtai.modules.content.models.topic import NO_LETTERS
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
    return listing(request, Article.objects.published())


@public
def column(request: HttpRequest, slug: str) -> HttpResponse:
    found = Column.objects.filter(slug=slug).first()
    if found is None:
        return moved(request, get_object_or_404(Column, old_addresses__slug=slug))
    return listing(request, Article.objects.published().filter(column=found), column=found)


@public
def series(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Series, slug=slug)
    return listing(request, found.parts(), series=found)


@public
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Tags that no public article has are not there: they may be of drafts."""
    found = get_object_or_404(
        Topic.objects.select_related("tag", "into__tag"), tag__slug="" if slug == NO_LETTERS else slug
    )
    if found.into_id:
        return moved(request, found.standing)
    articles = Article.objects.published().filter(tagged__tag=found.tag)
    if not articles.exists():
        raise Http404
    return listing(request, articles, tag=found)


@public
def article(request: HttpRequest, pk: str, slug: str | None = None) -> HttpResponse:
    found = Article.objects.published().shown().filter(pk=pk).first()
    if found is None:
        return gone(request, int(pk))
    if request.path != unquote(found.get_absolute_url()):
        return moved(request, found)
    return render_article(request, found)


def moved(request: HttpRequest, to: Article | Column | Topic) -> HttpResponse:
    """To the one address that it has now, with everything that follows the question mark."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(to.get_absolute_url() + (f"?{query}" if query else ""))


def gone(request: HttpRequest, pk: int) -> HttpResponse:
    """410 for what was public once, be it withdrawn or deleted. Raises Http404 for all else."""
    deleted = Subject.objects.filter(kind="content.article", key=str(pk), state="deleted").exclude(published=None)
    if not (Article.objects.withdrawn().filter(pk=pk).exists() or deleted.exists()):
        raise Http404
    return render(request, "content/gone.html", {"columns": Column.objects.all()}, status=410)


def listing(request: HttpRequest, articles: Articles, **context: Any) -> HttpResponse:
    asked = request.GET.get("page", "")
    if asked.isdecimal() and (len(asked) > 9 or int(asked) > Pages.cap // PAGE):
        raise Http404
    page = Pages(articles.shown(), PAGE).get_page(asked)
    choose_headlines(page)
    follows = f"?page={page.number}" if page.number > 1 else ""
    canonical = f"{origin_here()}{request.path}{follows}"
    return render(
        request,
        "content/list.html",
        {"page": page, "columns": Column.objects.all(), "canonical": canonical, **context},
    )


def render_article(request: HttpRequest, found: Article) -> HttpResponse:
    """Also for previews, where `found` is not saved."""
    context = {"article": found, "columns": Column.objects.all(), **(beside(found) if found.pk else {})}
    if getattr(request, "is_preview", False):
        found.choice = None
    return render(request, "content/article.html", context)


def beside(found: Article) -> dict[str, Any]:
    """What a saved article has besides itself."""
    shown, corrections = Shown.of(found), list(found.corrections.standing())
    described = shown.structured(corrections=corrections)
    told = {"shown": shown, "described": described, "corrections": corrections}
    part, others = Part.of(found), related(found)
    choose_headlines([found, *others, *([part.before, part.after] if part else [])])
    return {**told, "part": part, "topics": topics(found), "related": others}


def topics(found: Article) -> list[Topic]:
    rows = Topic.objects.filter(tag__content_articletag_items__content_object=found.pk, into=None)
    return list(rows.select_related("tag").order_by("tag__name"))
