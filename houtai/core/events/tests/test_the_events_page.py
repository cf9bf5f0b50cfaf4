"""The desk page of what comes in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from houtai.core.events.log import event_log
from houtai.core.events.retention import Retention
from houtai.core.events.tests.filling import fill
from houtai.core.work.models import Subject

pytestmark = pytest.mark.once("what stands on pages; the walks ask for each of them on every engine")

PAGE = "/desk/events/"


@pytest.fixture
def desk(client, bob):
    client.force_login(bob)
    return client


def text(answer) -> str:
    return answer.content.decode()


def test_without_events_it_says_what_to_do(desk):
    answer = desk.get(PAGE)
    assert answer.status_code == 200
    assert "No events here." in text(answer)
    assert "Put the tracker on your public pages" in text(answer)


def test_newest_events_are_shown_and_filtered(desk):
    now = datetime.now(UTC)
    fill(
        {"at": now, "name": "share", "subject": "content.article:1", "visitor": -(2**62)},
        {"at": now - timedelta(minutes=1), "name": "view", "subject": "content.article:2", "fate": 1},
    )
    assert "content.article:1" in text(desk.get(PAGE))
    assert "content.article:2" in text(desk.get(PAGE))
    assert "content.article:2" not in text(desk.get(PAGE, {"name": "share"}))
    assert "content.article:1" not in text(desk.get(PAGE, {"subject": "content.article:2"}))
    assert "content.article:2" not in text(desk.get(PAGE, {"visitor": str(-(2**62))}))
    assert desk.get(PAGE, {"visitor": "x", "p": "0"}).status_code == 200
    assert desk.get(PAGE, {"span": "day"}).status_code == 200


@pytest.mark.parametrize(("age", "span"), [(0, "hour"), (3, "day"), (100, "week")])
def test_it_opens_where_something_came_in(desk, age, span):
    then = datetime.now(UTC) - timedelta(hours=age)
    fill({"at": then, "received": then}, {"at": then, "received": then, "fate": 1})
    context = desk.get(PAGE).context
    assert context["chosen"].name == span
    assert [sum(column) for column in zip(*(row[1:] for row in context["chart"].rows), strict=True)] == [1, 1, 0]
    assert len(context["rows"]) == 2


def test_articles_are_named_by_their_titles(client, owner):
    client.force_login(owner)
    subject = Subject.objects.create(kind="content.article", key="7", title="Tide tables", state="published")
    fill({"at": datetime.now(UTC), "subject": f"{subject.kind}:7", "path": "/a/%E6%B5%B7/", "simulated": True})
    page = text(client.get(PAGE))
    assert "Tide tables" in page
    assert "Simulated" in page


def test_there_are_pages(desk):
    now = datetime.now(UTC)
    fill(*({"at": now - timedelta(seconds=n), "subject": f"a.b:{n}."} for n in range(60)))
    assert "a.b:10." in text(desk.get(PAGE))
    assert "a.b:55." not in text(desk.get(PAGE))
    assert "a.b:55." in text(desk.get(PAGE, {"p": "2"}))


def test_an_export_runs_no_formula(desk):
    fill({"at": datetime.now(UTC), "path": "=1+1"})
    content = b"".join(desk.get(PAGE, {"export": "csv"})).decode()
    assert '"\'=1+1"' in content
    assert len(content.splitlines()) == 2


def test_damaged_files_are_named(desk):
    fill({"at": datetime.now(UTC)})
    file = next(event_log().folder.glob("day=*/*.parquet"))
    file.write_bytes(b"x")
    assert file.name in text(desk.get(PAGE))


def test_a_file_that_is_damaged_inside_is_named_and_the_rest_shown(desk):
    now = datetime.now(UTC)
    fill(*({"at": now, "n": n, "visitor": (n * 7919**4) % 2**62, "path": f"/{n * 7919}/"} for n in range(5000)))
    file = next(event_log().folder.glob("day=*/*.parquet"))
    content = file.read_bytes()
    file.write_bytes(content[:1000] + b"\xff" * 30_000 + content[31_000:])
    fill({"at": now, "subject": "content.article:sound"})
    page = text(desk.get(PAGE))
    assert file.name in page
    assert "content.article:sound" in page


def test_managers_say_how_long_events_are_kept(client, alice):
    client.force_login(alice)
    assert client.post(PAGE, {"days": "30"}).status_code == 302
    assert Retention.current().days == 30
    assert client.post(PAGE, {"days": "0"}).status_code == 422
    assert Retention.current().days == 30


def test_others_do_not(desk):
    assert desk.post(PAGE, {"days": "30"}).status_code in {302, 403}
    assert Retention.current().days == 400


@pytest.mark.parametrize("query", [{}, {"export": "csv"}])
def test_strangers_see_nothing(client, charlie, query):
    client.force_login(charlie)
    assert client.get(PAGE, query).status_code in {302, 403, 404}
    assert client.post(PAGE, {"days": "30"}).status_code in {302, 403, 404}
    assert Retention.current().days == 400
