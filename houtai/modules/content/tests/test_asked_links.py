"""Links to other sites are asked in the background, seldom and politely; what led nowhere is told with its time."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from houtai.core.text import shared
from houtai.core.workspaces.fetching.errors import NameUnknown
from houtai.core.workspaces.models import Outbox
from houtai.core.workspaces.tests.loopback import reply, serving
from houtai.modules.content.models import AskedLink
from houtai.modules.content.models import asking_links as asking
from houtai.modules.content.models.checks import remarks
from houtai.modules.content.tasks import want_links
from houtai.modules.content.tests.conftest import act, written
from houtai.modules.content.tests.test_editor import form

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def place(db, settings):
    with serving(answer) as found:
        settings.COLLECT_ADMIT = found.admit
        yield found


def answer(handler):
    only_get = handler.path == "/only-get"
    if only_get and handler.command == "GET":
        return reply(handler, b"x" * 100_000)
    if handler.path == "/inside":
        return reply(handler, status=302, Location="http://10.0.0.8/")
    status = {"/gone": 410, "/missing": 404, "/busy": 503, "/only-get": 404}.get(handler.path, 200)
    return reply(handler, status=status)


def test_each_is_asked_once_a_while_and_its_server_is_spared(place):
    waits: list[float] = []
    urls = [place.url(f"/{name}") for name in ("fine", "gone", "missing", "only-get", "inside", "busy", "later")]
    assert asking.ask(urls, at=AT, sleep=waits.append)
    told = {row.url.rpartition("/")[2]: (row.answer, row.status) for row in AskedLink.objects.all()}
    assert told == {
        "fine": ("fine", 200),
        "gone": ("gone", 410),
        "missing": ("gone", 404),
        "only-get": ("fine", 200),
        "inside": ("unknown", 0),
    }
    assert [wait > 0.5 for wait in waits] == [False, True, True, True, True]
    asked = len(place.seen)
    asking.ask(urls[:4], at=AT + timedelta(hours=1), sleep=waits.append)
    assert len(place.seen) == asked
    asking.ask(urls[:4], at=AT + timedelta(days=2), sleep=waits.append)
    assert {path for path, _headers in place.seen[asked:]} == {"/gone", "/missing"}


def test_servers_are_asked_in_turn_and_few_times_each():
    urls = [f"https://a.example/{n}" for n in range(20)] + ["https://b.example/"]
    assert asking.in_turn(urls)[:3] == ["https://a.example/0", "https://b.example/", "https://a.example/1"]
    assert len(asking.in_turn(urls)) == asking.OF_ONE_HOST + 1


@pytest.mark.parametrize(("errno", "said"), [(socket.EAI_NONAME, "nowhere"), (socket.EAI_AGAIN, "unknown")])
def test_a_name_that_cannot_be_looked_up_now_is_not_said_to_be_unknown(monkeypatch, errno, said):
    def fetch(url, *, resolve, **_how):
        with pytest.raises(socket.gaierror):
            resolve("no.example", 443)
        raise NameUnknown(url)

    def refuse(*_asked):
        raise socket.gaierror(errno, "no")

    monkeypatch.setattr(asking, "resolve", refuse)
    assert asking.answer("https://no.example/", fetch=fetch) == (said, 0)


def test_the_checks_and_whoever_publishes_are_told(db, alice, client):
    url = "https://gone.example/report"
    article = written(title="Reports", body=f'<p>See <a href="{url}#page">this</a> and <a href="/a/1-x/">ours</a>.</p>')
    assert asking.outside(article.body) == [url]
    AskedLink.objects.remember(url, "gone", 404, at=AT)
    (said,) = [remark.says for remark in remarks(article) if remark.check == "gone"]
    assert url in said
    assert "2026" in said
    client.force_login(alice)
    assert url in client.get(reverse("wagtailsnippets_content_article:edit", args=[article.pk])).content.decode()
    decision = act("publish", article, alice)
    assert "gone" in decision.facts["remarks"]


def test_saving_and_publishing_have_them_asked_once_soon(alice, client):
    client.force_login(alice)
    body = '<p>See <a href="https://x.example/">this</a>.</p>'
    client.post(reverse("wagtailsnippets_content_article:add"), form(body=body, **{"action-publish": "1"}))
    (wanted,) = Outbox.objects.filter(task__endswith="ask_links")
    assert wanted.run_after is not None
    client.post(reverse("wagtailsnippets_content_article:add"), form(body="<p>No links.</p>"))
    article = written(title="By several", body=body)
    want_links(article, simulated=True)
    assert Outbox.objects.filter(task__endswith="ask_links").count() == 1
    shared.settled(article)
    assert Outbox.objects.filter(task__endswith="ask_links").count() == 2
