"""One article stands first on the front page."""

from __future__ import annotations

import pytest
from lxml.html import fromstring

from houtai.core.work.errors import NotAllowed, NotPossible
from houtai.core.work.models import Decision
from houtai.core.work.undo import undo
from houtai.modules.content.models import Pin
from houtai.modules.content.tests.conftest import act, other_desk, written
from houtai.modules.content.views import public


@pytest.fixture
def three(alice):
    made = [written(title=title) for title in ("First", "Second", "Third")]
    for article in made:
        act("publish", article, alice)
        article.refresh_from_db()
    return made


def titles(client, path="/"):
    page = fromstring(client.get(path).content.decode())
    return [title.text_content().strip() for title in page.xpath("//main//article//h2")]


def test_it_stands_first_and_once_on_the_front_page_alone(client, three, alice, monkeypatch):
    act("pin", three[0], alice)
    assert titles(client) == ["First", "Third", "Second"]
    assert client.get("/").content.decode().count("teaser--pinned") == 1
    monkeypatch.setattr(public, "PAGE", 1)
    assert "teaser--pinned" not in client.get("/?page=2").content.decode()


def test_another_takes_its_place_and_gives_it_back(client, three, alice):
    act("pin", three[0], alice)
    second = act("pin", three[1], alice)
    assert titles(client)[0] == "Second"
    undo(second, by=alice)
    assert titles(client)[0] == "First"
    act("unpin", three[0], alice)
    assert titles(client) == ["Third", "Second", "First"]


def test_what_is_withdrawn_is_not_shown(client, three, alice):
    act("pin", three[0], alice)
    act("unpublish", three[0], alice)
    assert titles(client) == ["Third", "Second"]


def test_drafts_and_what_is_pinned_cannot_be_pinned(three, draft, alice):
    act("pin", three[0], alice)
    for article in (three[0], draft):
        with pytest.raises(NotPossible):
            act("pin", article, alice)


def test_the_editor_offers_it(client, three, alice):
    client.force_login(alice)
    page = f"/desk/snippets/content/article/edit/{three[0].pk}/"
    assert "/act/content.pin/" in client.get(page).content.decode()
    act("pin", three[0], alice)
    assert "/act/content.unpin/" in client.get(page).content.decode()


def test_who_may_not_publish_pins_nothing(client, three, editor, bob):
    with pytest.raises(NotAllowed):
        act("pin", three[0], editor)
    hidden = other_desk()
    for user, article in ((editor, three[0]), (bob, hidden)):
        client.force_login(user)
        assert client.post(f"/desk/work/act/content.pin/{article.pk}/").status_code == 404
    assert not Pin.objects.exists()
    assert not Decision.objects.filter(action="content.pin").exists()
