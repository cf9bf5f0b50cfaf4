"""The public pages of authors."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from houtai.modules.content.models import Article, Articles, Author
from houtai.modules.content.views.feed import Newest
from houtai.modules.content.views.public import listing, moved, public


def published_by(author: Author) -> Articles:
    """Raises Http404: of whom nothing is public, nobody hears."""
    articles = Article.objects.published().filter(author=author)
    if not articles.exists():
        raise Http404
    return articles


@public
def author(request: HttpRequest, slug: str) -> HttpResponse:
    found = Author.objects.filter(slug=slug).select_related("picture").first()
    if found is None:
        other = get_object_or_404(Author, old_addresses__slug=slug)
        published_by(other)
        return moved(request, other)
    return listing(request, published_by(found), author=found)


class ByAuthor(Newest):
    """One author's articles as a feed."""

    def get_object(self, request: HttpRequest, slug: str) -> Author:
        return get_object_or_404(Author, slug=slug)

    def title(self, obj: Author) -> str:
        return f"{obj.name} · {Newest.title}"

    def subtitle(self, obj: Author) -> str:
        return obj.about

    def link(self, obj: Author) -> str:  # type: ignore[override]
        return obj.get_absolute_url()

    def items(self, obj: Author) -> Articles:  # type: ignore[override]
        return published_by(obj).shown()[: self.longest]
