"""An author, a column or a series that only a version names can be deleted: then the version has none."""

from __future__ import annotations

import pytest
from django.urls import reverse

from houtai.modules.content.models import Article, Author, Series
from houtai.modules.content.tests.conftest import act, written
from houtai.modules.content.tests.test_schedule import due, scheduled

__all__ = ["scheduled"]


@pytest.fixture
def lacking(published):
    """Of a live article, a later draft that names what is gone."""
    named = {
        "author": Author.objects.create(name="Ben Reed", slug="ben-reed"),
        "series": Series.objects.create(name="Tides", slug="tides"),
    }
    for name, value in named.items():
        setattr(published, name, value)
    published.title = "Later"
    published.save_revision()
    for value in named.values():
        value.delete()
    return Article.objects.get(pk=published.pk)


def test_it_is_read_edited_and_published(lacking, alice, client):
    draft = lacking.newest
    assert (draft.title, draft.author, draft.series) == ("Later", None, None)
    client.force_login(alice)
    assert client.get(reverse("wagtailsnippets_content_article:edit", args=[lacking.pk])).status_code == 200
    act("publish", lacking, alice)
    lacking.refresh_from_db()
    assert lacking.title == "Later"


def test_other_faults_of_a_version_are_told(published):
    with pytest.raises(KeyError):
        published.with_content_json({"title": "No key"})


def test_what_cannot_go_live_keeps_nothing_else_back(scheduled, alice, monkeypatch, caplog):
    second = written(title="Second", go_live_at=scheduled.go_live_at)
    act("publish", second, alice)
    due(scheduled)
    due(second)
    perform = Article.go_live

    def go_live(self, *said, **told):
        if self.pk == scheduled.pk:
            raise ValueError
        perform(self, *said, **told)

    monkeypatch.setattr(Article, "go_live", go_live)
    Article.publish_due()
    assert list(Article.objects.published()) == [second]
    assert f"content.article {scheduled.pk}" in caplog.text
