"""What the list of articles can be narrowed by."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.urls import reverse

from houtai.core.work.models import Subject
from houtai.modules.content.models import Article, Series
from houtai.modules.content.tests.conftest import other_desk, written

LIST = reverse("wagtailsnippets_content_article:list")


@pytest.fixture
def two(db):
    series = Series.objects.create(name="Tides", slug="tides")
    some = written(title="Some", series=series, body="<p>one two three</p>")
    some.tags.add("Night ferry")
    some.save()
    other = written(title="Other")
    day = datetime(2020, 5, 4, 12, tzinfo=UTC)
    Article.objects.filter(pk=some.pk).update(locked=True, origin=some.subject, updated=day, first_published_at=day)
    assert Subject.objects.exists()
    return {"Some": some, "Other": other, "series": series}


def shown(client, **query):
    page = client.get(LIST, query).content.decode()
    return [title for title in ("Some", "Other") if f">{title}<" in page.replace("\n", "").replace("  ", "")]


def test_each_filter_finds_what_it_says(two, alice, client):
    client.force_login(alice)
    within = {"_from": "2020-05-01", "_to": "2020-05-04"}
    for query in (
        {"tag": "Night ferry"},
        {"tag": "night-ferry"},
        {"series": two["series"].pk},
        {f"updated{end}": day for end, day in within.items()},
        {f"first_published_at{end}": day for end, day in within.items()},
        {"collected": "yes"},
        {"locked": "yes"},
    ):
        assert shown(client, **query) == ["Some"], query
    for query in ({"collected": "no"}, {"locked": "no"}, {"updated_from": "2020-05-05"}):
        assert shown(client, **query) == ["Other"], query
    assert shown(client, tag="ferry") == []


def test_a_filter_shows_nothing_of_other_desks(two, bob, client):
    hidden = other_desk()
    hidden.tags.add("Night ferry")
    hidden.save()
    client.force_login(bob)
    assert "Quarterly secrets" not in client.get(LIST, {"tag": "Night ferry"}).content.decode()


def test_locked_articles_are_found_by_an_index_of_their_own(two):
    rows = Article.objects.filter(locked=True).order_by("-updated", "-pk")
    if connection.vendor == "sqlite":
        assert "content_locked" in rows.explain()
    assert [row.pk for row in rows] == [two["Some"].pk]
