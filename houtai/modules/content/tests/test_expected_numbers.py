"""How many articles somebody sees is expected rightly, although two columns of each are asked for."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection

from houtai.core.ui.counting import estimate
from houtai.modules.content.models import Article, Column


def test_half_of_the_columns_are_half_of_the_articles(editor):
    desk = Group.objects.create(name="Others")
    columns = [Column.objects.create(name=f"{n}", slug=f"{n}", desk=desk if n % 2 else None) for n in range(8)]
    both = [{"column": column, "draft_column": column} for column in columns]
    Article.objects.bulk_create(Article(title="One", slug="one", language="en", **pair) for pair in both * 50)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE content_article")
    expected, _cost = estimate(Article.objects.visible_to(editor))
    # SQLite does not say what it expects.
    assert expected == (0 if settings.ENGINE == "sqlite" else 200)
