"""Use is gathered in memory and written down by month."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import OperationalError

from houtai.core.workspaces import uses
from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import Use, Workspace

NOON = datetime(2030, 1, 31, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_gathered(monkeypatch):
    monkeypatch.setattr(uses, "_gathered", {})


def test_no_row_is_written_before_the_flush(django_assert_num_queries):
    with django_assert_num_queries(0, using="control"):
        uses.note("collect", now=NOON)
    assert not Use.objects.exists()


def test_a_flush_adds_to_the_month():
    for minutes in (5, 0, 9):
        uses.note("collect", now=NOON + timedelta(minutes=minutes), decision=minutes == 9)
    assert uses.flush(now=NOON) == 1
    uses.note("collect", now=NOON + timedelta(hours=1))
    uses.flush(now=NOON)
    row = Use.objects.get()
    assert (row.workspace_id, row.module, row.month) == (current(), "collect", date(2030, 1, 1))
    assert (row.count, row.decisions, row.first_at, row.last_at) == (4, 1, NOON, NOON + timedelta(hours=1))


def test_what_comes_late_changes_no_month_that_is_over():
    uses.note("collect", now=NOON)
    uses.flush(now=NOON + timedelta(days=2))
    assert Use.objects.get().month == date(2030, 2, 1)


def test_a_busy_database_loses_nothing(monkeypatch, caplog):
    def busy(*_args, **_options):
        raise OperationalError("database is locked")

    uses.note("collect", now=NOON)
    with monkeypatch.context() as patch:
        patch.setattr(uses, "_write", busy)
        assert uses.flush(now=NOON) == 0
    uses.flush(now=NOON)
    assert Use.objects.get().count == 1


def test_it_outlives_its_workspace():
    gone = Workspace.objects.create(name="Gone")
    Use.objects.create(workspace=gone, module="collect", month=date(2030, 1, 1), first_at=NOON, last_at=NOON)
    gone.delete()
    assert Use.objects.count() == 1


def test_pages_that_were_answered_count_and_refused_ones_do_not(client, bob, charlie):
    client.force_login(charlie)
    client.get("/desk/collect/drafts/")
    assert not uses._gathered
    client.force_login(bob)
    client.get("/desk/collect/drafts/")
    assert [(key[1], found.count) for key, found in uses._gathered.items()] == [("collect", 1)]
