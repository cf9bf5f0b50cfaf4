"""An article has further headlines; readers see the title until one of them is chosen."""

from __future__ import annotations

import pytest
from django.urls import reverse

from houtai.core.catalog.catalog import catalog
from houtai.core.work.errors import Refused
from houtai.modules.content.models import Article, Headline
from houtai.modules.content.models.headline import arms, distinct

SETTLE = "content.settle_headline"


@pytest.fixture
def article(published, alice):
    published.headlines.set([Headline(text="Tides by telephone"), Headline(text="No more paper tides")])
    published.save_revision().publish(user=alice)
    published.refresh_from_db()
    return published


def settle(article, arm, *, by):
    made = catalog.action(SETTLE).run(article, by=by, arm=arm)
    article.refresh_from_db()
    return made


def test_what_readers_are_shown_is_of_the_live_revision(article):
    article.headlines.set([Headline(text="A draft of a headline")])
    article.save_revision()
    assert arms([str(article.pk)]) == {str(article.pk): [article.title, "Tides by telephone", "No more paper tides"]}
    assert arms(None) == arms([str(article.pk)])


def test_drafts_and_articles_with_one_headline_have_no_arms(draft, article, alice):
    article.unpublish(user=alice)
    assert arms(None) == {}


def test_alike_are_those_that_readers_cannot_tell_apart():
    assert distinct(["Tides  rise", "ＴＩＤＥＳ rise", " ", "Tides fall"]) == ["Tides  rise", "Tides fall"]


def test_the_chosen_one_is_shown_everywhere_but_in_what_machines_read(client, article, alice):
    settle(article, "Tides by telephone", by=alice)
    front, page = client.get("/").content.decode(), client.get(article.get_absolute_url()).content.decode()
    assert "Tides by telephone</a></h2>" in front
    assert "<h1>Tides by telephone</h1>" in page
    assert f'property="og:title" content="{article.title}"' in page
    assert f'"headline": "{article.title}"' in page
    assert article.title in client.get("/feed.xml").content.decode()


def test_choosing_is_taken_back(article, alice):
    first = settle(article, "Tides by telephone", by=alice)
    second = settle(article, "No more paper tides", by=alice)
    second.undo(by=alice)
    article.refresh_from_db()
    assert (article.headline, first.effect) == ("Tides by telephone", {"arm": article.title})


def test_a_revision_without_it_shows_the_title_again(client, article, alice):
    settle(article, "Tides by telephone", by=alice)
    article.summary = "Still there"
    article.save_revision().publish(user=alice)
    assert Article.objects.get(pk=article.pk).headline == "Tides by telephone"
    article.headlines.set([Headline(text="Another one")])
    article.save_revision().publish(user=alice)
    assert Article.objects.get(pk=article.pk).headline == ""


def test_only_a_headline_of_the_article_is_chosen_and_only_by_who_publishes(article, alice, editor):
    for arm, who in (("Something else", alice), ("Tides by telephone", editor)):
        with pytest.raises(Refused):
            settle(article, arm, by=who)
    article.refresh_from_db()
    assert article.headline == ""


@pytest.mark.parametrize("who", ["editor", "charlie"])
def test_the_page_that_chooses_is_not_there_for_others(client, article, who, request):
    client.force_login(request.getfixturevalue(who))
    address = reverse("work.act", args=[SETTLE, article.pk])
    assert client.post(address, {"arm": "Tides by telephone"}).status_code in (302, 404)
    article.refresh_from_db()
    assert article.headline == ""
