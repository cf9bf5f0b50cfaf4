"""What is done to many articles from their list: only what the person may, told and taken back as one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localtime, now
from lxml.html import fromstring

from houtai.core.work.models import Decision
from houtai.modules.content.models import Article, Column, Topic
from houtai.modules.content.tests.conftest import other_desk, status, written

LIST = "/desk/snippets/content/article/"


@pytest.fixture
def at_desk(client: Any, editor: Any) -> Any:
    client.force_login(editor)
    return client


def many(client: Any, verb: str, *rows: Any, model: str = "article", **told: Any) -> Any:
    keys = "&".join(f"id={row.pk}" for row in rows)
    return client.post(f"/desk/bulk/content/{model}/{verb}/?{keys}&next={LIST}", told, follow=True)


def take_back(client: Any, page: Any) -> str:
    (form,) = fromstring(page.content.decode()).xpath("//form[@class='h-told']")
    return client.post(form.get("action"), dict(form.form_values()), follow=True).content.decode()


def columns(*articles: Article) -> list[str]:
    rows = [Article.objects.get(pk=article.pk) for article in articles]
    return [f"{row.column or ''}/{row.newest.column or ''}" for row in rows]


def tags(article: Article) -> list[str]:
    return sorted(Article.objects.get(pk=article.pk).newest.tags.names())


def tagged(*names: str) -> Article:
    article = written(title="Low water")
    article.tags.add(*names)
    article.save()
    article.save_revision()
    return article


def test_the_list_of_articles_offers_what_somebody_may_do(at_desk, draft, alice):
    def offered() -> set[str]:
        page = fromstring(at_desk.get(LIST).content.decode())
        return {url.split("/")[-2] for url in page.xpath("//a[@data-bulk-action-button]/@href")}

    assert offered() == {"submit", "assign", "export", "place", "tag"}
    at_desk.force_login(alice)
    assert offered() >= {"publish", "schedule", "unpublish", "delete"}


def test_drafts_move_to_a_column_and_back(at_desk, draft, published_one):
    ships = Column.objects.create(name="Ships", slug="ships")
    page = many(at_desk, "place", draft, published_one, column=ships.pk)
    assert "2 done" in page.content.decode()
    assert columns(draft, published_one) == ["Ships/Ships", "/Ships"]
    assert "2 decisions taken back." in take_back(at_desk, page)
    assert columns(draft, published_one) == ["/", "/"]


def test_nobody_moves_what_they_do_not_see_nor_to_a_desk_they_are_not_of(at_desk, draft):
    secret = other_desk()
    page = many(at_desk, "place", draft, column=secret.column.pk)
    assert "Select a valid choice" in page.content.decode()
    ships = Column.objects.create(name="Ships", slug="ships")
    many(at_desk, "place", secret, column=ships.pk)
    assert columns(draft, secret) == ["/", "Finance/Finance"]
    assert not Decision.objects.exists()


def test_tags_come_and_go_on_all_of_them(at_desk, draft):
    other = tagged("tides", "old")
    assert "Write a tag" in many(at_desk, "tag", draft, other).content.decode()
    page = many(at_desk, "tag", draft, other, add="Tides, harbour", remove="old")
    assert (tags(draft), tags(other)) == (["harbour", "tides"],) * 2
    told = many(at_desk, "tag", draft, other, add="harbour").content.decode()
    assert "2 were refused. “Tide tables go digital”, “Low water”: It has just these tags already." in told
    take_back(at_desk, page)
    assert (tags(draft), tags(other)) == ([], ["old", "tides"])


def test_they_are_scheduled_and_taken_off_again(client, alice, draft):
    client.force_login(alice)
    when = localtime(now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    assert "This time has passed." in many(client, "schedule", draft, go_live="2020-01-01T10:00").content.decode()
    page = many(client, "schedule", draft, go_live=when)
    draft.refresh_from_db()
    assert draft.state == "scheduled"
    take_back(client, page)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_they_are_submitted_and_those_that_wait_already_are_told(at_desk, draft, submitted):
    other = written(title="Low water")
    page = many(at_desk, "submit", submitted, other)
    assert "1 was refused. “Tide tables go digital”: This waits for a review already." in page.content.decode()
    assert status(other) == "in_progress"
    take_back(at_desk, page)
    assert status(other) != "in_progress"


def test_tags_are_merged_and_taken_apart(client, alice, at_desk):
    other = tagged("boats", "vessels", "ships")
    boats, vessels = (Topic.objects.get(tag__name=name) for name in ("boats", "vessels"))
    assert "data-bulk-action-button" not in at_desk.get("/desk/content/tags/").content.decode()
    many(at_desk, "merge", boats, model="topic", into="ships")
    client.force_login(alice)
    page = many(client, "merge", boats, vessels, model="topic", into="Ships")
    given = Article.objects.get(pk=other.pk).tags
    assert list(given.names()) == ["ships"]
    take_back(client, page)
    assert sorted(given.names()) == ["boats", "ships", "vessels"]


@pytest.fixture
def published_one(alice: Any) -> Article:
    article = written(title="High water")
    article.act("publish", alice)
    return article
