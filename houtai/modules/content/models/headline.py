"""Further headlines of an article, and which of all its headlines readers are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from unicodedata import normalize

from django.db import models
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from houtai.core.work.choices import choose

POINT = "content.headline"
MOST, LONGEST = 5, 300
NEWEST = 500


class Headline(Orderable):
    """Besides the title, which is the first one. Drafts and revisions hold them as they hold the text."""

    article = ParentalKey("content.Article", on_delete=models.CASCADE, related_name="headlines")
    text = models.CharField(pgettext_lazy("article", "headline"), max_length=LONGEST)

    class Meta(Orderable.Meta):
        verbose_name = pgettext_lazy("article", "headline")
        verbose_name_plural = pgettext_lazy("article", "headlines")

    def __str__(self) -> str:
        return self.text


def same(text: str) -> str:
    """Equal for headlines that readers would not tell apart."""
    return " ".join(normalize("NFKC", text).split()).casefold()


def distinct(texts: Iterable[str]) -> list[str]:
    """At most five, each once, in their order."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(same(text), text)
    found.pop("", None)
    return list(found.values())[:MOST]


def arms(keys: Collection[str] | None) -> dict[str, list[str]]:
    """As `ChoicePoint.arms`. What stands in the tables is what is public."""
    rows = Headline.objects.filter(article__live=True)
    if keys is None:
        newest = rows.order_by("-article__first_published_at").values("article").distinct()
        rows = rows.filter(article__in=list(newest.values_list("article", flat=True)[:NEWEST]))
    else:
        rows = rows.filter(article__in=keys)
    texts: dict[int, list[str]] = defaultdict(list)
    order = ("-article__first_published_at", "-article", "sort_order", "pk")
    for key, title, standing, text in rows.order_by(*order).values_list(
        "article", "article__title", "article__headline", "text"
    ):
        texts[key] = texts[key] or ([standing] if standing else []) + [title]
        texts[key].append(text)
    return {str(key): found for key, some in texts.items() if len(found := distinct(some)) > 1}


def choose_headlines(articles: Iterable[models.Model | None]) -> None:
    """Give each its `choice`, in at most two queries for all; where there is none it stays None."""
    known = {str(article.pk): article for article in articles if article is not None and article.pk}
    for key, choice in choose(POINT, list(known)).items():
        known[key].choice = choice
