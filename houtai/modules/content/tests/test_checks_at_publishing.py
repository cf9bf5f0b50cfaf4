from __future__ import annotations

import pytest
from lxml.html import fromstring

from houtai.core.work.actors import SYSTEM, Actor
from houtai.core.work.models import Decision
from houtai.modules.content.actions import Publish
from houtai.modules.content.models import WordList
from houtai.modules.content.models.checks import NotReady
from houtai.modules.content.tests.conftest import written
from houtai.modules.content.tests.test_editor import form, url


@pytest.fixture
def never(db):
    return WordList.objects.create(name="Never", words="tide", forbids=True)


@pytest.fixture
def desk(client, alice):
    client.force_login(alice)
    return client


def test_an_empty_text_is_not_published(alice):
    article = written(title="Nothing", body="")
    with pytest.raises(NotReady, match="The text is empty"):
        Publish().run(article, by=alice)
    article.refresh_from_db()
    assert not article.live
    assert not Decision.objects.exists()


def test_a_word_that_is_never_published_stops_people_and_strategies(draft, alice, never):
    for by in (alice, Actor(kind="strategy", user=alice, strategy="strategies.strategy:1")):
        with pytest.raises(NotReady, match="Never"):
            Publish().run(draft, by=by)


def test_what_was_scheduled_goes_live_all_the_same(draft, never):
    assert Publish().run(draft, by=SYSTEM).facts["remarks"] == "short, summary, cover, words"


def test_the_revision_that_is_published_is_the_one_looked_at(draft, alice, never):
    good = draft.latest_revision
    good.content["title"] = "Something else"
    good.content["body"] = "<p>Nothing of the kind.</p>"
    good.save()
    draft.title = "Tide"
    draft.save_revision()
    Publish().run(draft, by=alice, revision=good.pk)
    draft.refresh_from_db()
    assert draft.live


def test_what_was_overlooked_is_kept_with_the_decision(draft, alice):
    assert Publish().run(draft, by=alice).facts == {"remarks": "short, summary, cover"}


def test_the_editor_says_what_is_wrong_and_publishes(desk, draft):
    answer = desk.post(url("edit", draft.pk), form(**{"action-publish": "1"}), follow=True)
    page = answer.content.decode()
    assert "There is no cover." in page
    draft.refresh_from_db()
    assert draft.live


def test_the_editor_refuses_in_words_and_keeps_the_draft(desk, draft, never):
    answer = desk.post(url("edit", draft.pk), form(title="Tide", **{"action-publish": "1"}), follow=True)
    assert "This was not published. Words of the list “Never”" in answer.content.decode()
    draft.refresh_from_db()
    assert (draft.live, draft.get_latest_revision_as_object().title) == (False, "Tide")


def test_a_new_article_is_checked_too(desk):
    answer = desk.post(url("add"), form(body="", **{"action-publish": "1"}), follow=True)
    assert "The text is empty." in answer.content.decode()


def test_the_panel_says_what_is_wrong_with_the_draft(desk, draft, never):
    page = desk.get(url("edit", draft.pk)).content.decode()
    for said in ("Must be mended", "never published: tide", "There is no summary."):
        assert said in page


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_panel_leads_to_the_fields(desk, draft, language):
    page = fromstring(desk.get(url("edit", draft.pk), headers={"Accept-Language": language}).content.decode())
    places = [link.get("href")[1:] for link in page.find_class("h-remarks")[0].iter("a")]
    assert [page.get_element_by_id(place).tag for place in places] == ["section"] * 3


def test_the_panel_is_for_who_sees_the_article(draft, client, charlie):
    client.force_login(charlie)
    assert b"There is no summary." not in client.get(url("edit", draft.pk)).content


def test_many_at_once_are_stopped_by_the_same_checks(desk, draft, never):
    other = written(title="Other")
    desk.post(f"/desk/bulk/content/article/publish/?id={draft.pk}&id={other.pk}")
    draft.refresh_from_db()
    other.refresh_from_db()
    assert (draft.live, other.live) == (False, True)
