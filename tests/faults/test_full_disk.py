"""A full disk, or a database that somebody else holds: a clear answer, nothing half done, and on it goes after."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from django.db import connection

from houtai.core.work.models import Decision
from houtai.core.work.tests.conftest import QUEUE, waiting
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
    """So many more pages fit on the disk; None for as many as ever."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        (now,) = cursor.fetchone()
        cursor.execute(f"PRAGMA max_page_count = {4294967294 if pages is None else now + pages}")


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
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
        cursor.execute("PRAGMA database_list")
        other = sqlite3.connect(cursor.fetchone()[2], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answer = desk.post(QUEUE, form)
    other.execute("ROLLBACK")
    other.close()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "The database is busy" in answer.content.decode()
    assert desk.post(QUEUE, form).status_code == 302
    assert Decision.objects.filter(action="content.accept").count() == 1
