"""What else a reader of an article may want to read."""

from __future__ import annotations

from collections import Counter

from django.core.cache import cache
from django.db.models import Count

from houtai.core.text.models import Band, Fingerprint
from houtai.modules.content.models.article import Article

SHOWN = 4
# More than are shown, so that others step in for what is withdrawn.
KEPT = 12
KEPT_SECONDS = 600
TAG, NEAR, COLUMN = 3, 2, 1


def related(article: Article) -> list[Article]:
    """At most four public articles, the closest first. Which they are is looked up anew every ten minutes."""
    keys = cache.get_or_set(f"content.related:{article.pk}", lambda: closest(article), KEPT_SECONDS)
    if not keys:
        return []
    public = Article.objects.published().in_bulk(keys)
    return [public[key] for key in keys if key in public][:SHOWN]


def closest(article: Article) -> list[int]:
    """Each common tag counts 3, each band of the text in common 2, the same column 1; then the newer comes first."""
    points: Counter[int] = Counter()
    points.update({key: TAG * count for key, count in by_tags(article)})
    points.update({key: NEAR * count for key, count in by_text(article)})
    points.update(dict.fromkeys(by_column(article), COLUMN))
    del points[article.pk]
    return sorted(points, key=lambda key: (-points[key], -key))[:KEPT]


def by_tags(article: Article) -> list[tuple[int, int]]:
    tags = article.tags.through.objects.filter(content_object=article.pk).values("tag")
    found = Article.objects.filter(live=True, tagged__tag__in=tags).order_by()
    return list(found.values_list("pk").annotate(shared=Count("tagged")).order_by("-shared", "-pk")[:50])


def by_text(article: Article) -> list[tuple[int, int]]:
    here = {"subject__kind": article._meta.label_lower}
    bands = Band.objects.filter(fingerprint__in=Fingerprint.objects.filter(**here, subject__key=str(article.pk)))
    near = Fingerprint.objects.filter(**here, draft=False, bands__value__in=bands.values("value"))
    rows = near.values_list("subject__key").annotate(shared=Count("bands")).order_by("-shared")[:50]
    return [(int(key), shared) for key, shared in rows]


def by_column(article: Article) -> list[int]:
    if not article.column_id:
        return []
    return list(Article.objects.published().filter(column=article.column_id).values_list("pk", flat=True)[: KEPT + 1])
