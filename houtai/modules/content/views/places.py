"""What has a page and a feed of its own, found by its address: also by one that it had before."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from houtai.modules.content.models import Article, Articles, Author, Column, Series, Topic
from houtai.modules.content.models.topic import NO_LETTERS


def column_at(slug: str) -> Column:
    return at(Column.objects.all(), slug)


def series_at(slug: str) -> Series:
    return at(Series.objects.all(), slug)


def author_at(slug: str) -> Author:
    return at(Author.objects.select_related("picture"), slug)


def at(rows: Any, slug: str) -> Any:
    """Raises Http404."""
    return rows.filter(slug=slug).first() or get_object_or_404(rows, old_addresses__slug=slug)


def tag_at(slug: str) -> Topic:
    """Itself, also when it was merged into another. Raises Http404."""
    topics = Topic.objects.select_related("tag", "into__tag")
    found: Topic = get_object_or_404(topics, tag__slug="" if slug == NO_LETTERS else slug)
    return found


def tagged(topic: Topic) -> Articles:
    """Raises Http404 for tags that no public article has: they may be of drafts."""
    return some(Article.objects.published().filter(tagged__tag=topic.tag))


def by_author(author: Author) -> Articles:
    """Raises Http404: of whom nothing is public, nobody hears."""
    return some(Article.objects.published().filter(author=author))


def some(articles: Articles) -> Articles:
    if not articles.exists():
        raise Http404
    return articles
