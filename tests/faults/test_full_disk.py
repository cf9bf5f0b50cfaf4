"""A full disk, or a database that somebody else holds: a clear answer, nothing half done, and on it goes after."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, connections

from houtai.core.work.models import Decision
from houtai.core.work.tests.conftest import QUEUE, waiting
from houtai.core.workspaces import engine
from houtai.modules.content.models import Article

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def desk(client: Any, bob: Any) -> Any:
    client.force_login(bob)
    client.raise_request_exception = False
    return client


@pytest.fixture
def draft() -> Any:
    draft = waiting()[0]
    draft.html = "".join(f"<p>Paragraph {number} says something of its own.</p>" for number in range(2000))
    draft.save()
    return draft


def accepted(draft: Any) -> dict[str, Any]:
    return {"subject": draft.pk, "seen": draft.subject.version, "once": "page:1", "action": "content.accept"}


def room(pages: int | None) -> None:
    """So many more pages fit on the disk; None for as many as ever.

    A server's disk is not ours to fill: there the second page stands for the first row of an article, as it says it.
    """
    if engine.own().name == "postgresql":
        refuse("content_article" if pages else "work_decision", full=pages is not None)
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (now,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {4294967294 if pages is None else now + pages}")


def refuse(table: str, *, full: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION IF EXISTS full_disk CASCADE")
        if full:
            cursor.execute(FULL)
            cursor.execute(f"CREATE TRIGGER full_disk BEFORE INSERT ON {table} EXECUTE FUNCTION full_disk()")


FULL = """CREATE FUNCTION full_disk() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION
'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$ LANGUAGE plpgsql"""


@contextmanager
def held_by_somebody() -> Iterator[None]:
    """A lock of another connection, and little patience of ours."""
    mine, theirs = connection, connections.create_connection("default")
    if engine.own().name == "postgresql":
        statements = "SET lock_timeout = 50", "BEGIN; LOCK TABLE work_subject", "SET lock_timeout = 10000"
    else:
        statements = "PRAGMA busy_timeout = 50", "BEGIN IMMEDIATE", "PRAGMA busy_timeout = 10000"
    with mine.cursor() as ours, theirs.cursor() as others:
        ours.execute(statements[0])
        others.execute(statements[1])
        yield
        others.execute("ROLLBACK")
        ours.execute(statements[2])
    theirs.close()


@pytest.mark.parametrize("pages", [0, 5, 20])
def test_a_decision_on_a_full_disk_is_not_made_and_can_be_made_later(desk, draft, pages):
    form = accepted(draft)
    room(pages)
    answer = desk.post(QUEUE, form)
    assert answer.status_code == 507
    assert "The disk is full" in answer.content.decode()
    assert "<!DOCTYPE html>" in answer.content.decode()
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    room(None)
    draft.refresh_from_db()
    assert (draft.state, Decision.objects.count(), Article.objects.count()) == ("waiting", 0, 0)
    assert desk.post(QUEUE, form).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, Article.objects.count()) == ("published", 1)


def test_a_script_is_told_in_one_paragraph(desk, draft):
    room(0)
    answer = desk.post(QUEUE, accepted(draft), headers=SCRIPT)
    assert answer.status_code == 507
    assert answer.content.decode().startswith("<p data-queue-message>The disk is full.")
    room(None)


def test_a_database_that_somebody_holds_is_said_to_be_busy(desk, draft):
    form = accepted(draft)
    with held_by_somebody():
        answer = desk.post(QUEUE, form)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "The database is busy" in answer.content.decode()
    assert desk.post(QUEUE, form).status_code == 302
    assert Decision.objects.filter(action="content.accept").count() == 1
