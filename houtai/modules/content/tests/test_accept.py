from __future__ import annotations

from typing import Any

import pytest

from houtai.core.catalog.catalog import catalog
from houtai.core.text.manuscript import Manuscript
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotAllowed, NotFound
from houtai.core.work.models import Decision
from houtai.modules.content.models import Article
from houtai.modules.content.tests.conftest import written


@pytest.fixture
def found(db: None, monkeypatch: Any) -> Article:
    """Something with a manuscript. Modules do not know each other, so another article plays the part."""
    manuscript = Manuscript(
        title="Ferry runs on batteries",
        html='<p>It <a href="https://x.example/">left</a> on time.</p>',
        author="A. Reporter",
        language="en",
        url="https://gazette.example/ferry",
        site="Gazette",
        image="https://gazette.example/ferry.jpg",
    )
    monkeypatch.setattr(Article, "manuscript", lambda self: manuscript, raising=False)
    monkeypatch.setattr(Article, "settle", settle, raising=False)
    return written(title="Found")


def settle(self: Article, state: str, result: Any) -> None:
    self.byline = f"{state}: {result}"
    self.save()


def test_accepting_publishes_an_article_with_its_source(found, bob):
    decision = catalog.action("content.accept").run(found, by=bob)
    article = Article.objects.get(pk=decision.effect["article"])
    assert (article.title, article.live, article.byline) == ("Ferry runs on batteries", True, "A. Reporter")
    assert (article.source_name, article.source_url) == ("Gazette", "https://gazette.example/ferry")
    assert article.text == "It left on time."
    assert article.origin == found.subject
    found.refresh_from_db()
    assert found.byline == "published: Ferry runs on batteries"


def test_accepting_leaves_one_decision_on_each_subject(found, bob):
    catalog.action("content.accept").run(found, by=bob)
    assert set(Decision.objects.values_list("action", "subject__title")) == {
        ("content.accept", "Found"),
        ("content.publish", "Ferry runs on batteries"),
    }


def test_taking_makes_a_draft_and_opens_the_editor(found, bob, client):
    decision = catalog.action("content.take").run(found, by=bob)
    article = Article.objects.get(pk=decision.effect["article"])
    assert not article.live
    client.force_login(bob)
    assert client.get(decision.effect["open"]).status_code == 200


@pytest.mark.parametrize("action", ["content.accept", "content.take"])
def test_undoing_withdraws_the_article_and_lets_the_manuscript_wait_again(found, bob, action):
    decision = catalog.action(action).run(found, by=bob)
    decision.undo(by=bob)
    assert not Article.objects.get(pk=decision.effect["article"]).live
    found.refresh_from_db()
    assert found.byline == "waiting: None"


def test_accepting_again_makes_no_second_article(found, bob):
    first = catalog.action("content.accept").run(found, by=bob)
    first.undo(by=bob)
    again = catalog.action("content.accept").run(found, by=bob)
    assert again.effect["article"] == first.effect["article"]
    assert Article.objects.get(pk=again.effect["article"]).live


def test_a_strategy_may_do_no_more_than_the_person_who_answers_for_it(found, editor):
    actor = Actor(kind="strategy", user=editor, strategy="strategies.strategy:1")
    with pytest.raises(NotAllowed):
        catalog.action("content.accept").run(found, by=actor)
    assert Article.objects.count() == 1


def test_a_stranger_finds_nothing_to_accept(found, charlie):
    with pytest.raises(NotFound):
        catalog.action("content.accept").run(found, by=charlie)
