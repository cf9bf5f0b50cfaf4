from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from houtai.core.catalog.catalog import catalog
from houtai.core.text.manuscript import Manuscript
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotAllowed, NotFound, NotPossible
from houtai.core.work.models import Decision, Request
from houtai.modules.content.models import Article
from houtai.modules.content.tests.conftest import written

MANUSCRIPT = Manuscript(
    title="Ferry runs on batteries",
    html='<p>It <a href="https://x.example/">left</a> on time.</p>',
    author="A. Reporter",
    language="en",
    url="https://gazette.example/ferry",
    site="Gazette",
    image="https://gazette.example/ferry.jpg",
)


@pytest.fixture
def found(bob: Any, monkeypatch: Any) -> Request:
    """Something that waits and has a manuscript. Modules do not know each other, so a request plays the part."""
    monkeypatch.setattr(Request, "manuscript", lambda self: MANUSCRIPT, raising=False)
    monkeypatch.setattr(Request, "settle", settle, raising=False)
    about, at = written(title="Found").subject, datetime(2026, 1, 1, tzinfo=UTC)
    return Request.objects.create(about=about, action="work.ask", seen=1, asked_by=bob, asked_at=at, expires_at=at)


def settle(self: Request, state: str, result: Any) -> None:
    self.state, self.because = state, str(result)
    self.save()


def test_accepting_publishes_an_article_with_its_source(found, bob):
    decision = catalog.action("content.accept").run(found, by=bob)
    article = Article.objects.get(pk=decision.effect["article"])
    assert (article.title, article.live, article.byline) == ("Ferry runs on batteries", True, "A. Reporter")
    assert (article.source_name, article.source_url) == ("Gazette", "https://gazette.example/ferry")
    assert article.text == "It left on time."
    assert article.origin == found.subject
    found.refresh_from_db()
    assert (found.state, found.because) == ("published", "Ferry runs on batteries")


def test_accepting_leaves_one_decision_on_each_subject(found, bob):
    catalog.action("content.accept").run(found, by=bob)
    assert set(Decision.objects.values_list("action", "subject__kind")) == {
        ("content.accept", "work.request"),
        ("content.publish", "content.article"),
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
    assert (found.state, found.because) == ("waiting", "None")


def test_accepting_again_makes_no_second_article(found, bob):
    first = catalog.action("content.accept").run(found, by=bob)
    first.undo(by=bob)
    again = catalog.action("content.accept").run(found, by=bob)
    assert again.effect["article"] == first.effect["article"]
    assert Article.objects.get(pk=again.effect["article"]).live


def test_a_strategy_may_do_no_more_than_the_person_who_answers_for_it(found, editor):
    found.asked_by = editor
    found.save()
    actor = Actor(kind="strategy", user=editor, strategy="strategies.strategy:1")
    with pytest.raises(NotAllowed):
        catalog.action("content.accept").run(found, by=actor)
    assert Article.objects.count() == 1


def test_a_stranger_finds_nothing_to_accept(found, charlie):
    with pytest.raises(NotFound):
        catalog.action("content.accept").run(found, by=charlie)


def test_what_is_settled_is_not_accepted_again(found, bob):
    catalog.action("content.accept").run(found, by=bob)
    with pytest.raises(NotPossible):
        catalog.action("content.take").run(found, by=bob)
