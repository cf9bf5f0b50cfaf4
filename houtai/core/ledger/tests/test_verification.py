"""Every line can be measured again, and a changed one is named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from houtai.core.ledger.closing import close
from houtai.core.ledger.models import Entry
from houtai.core.ledger.tests.worklog import DAY
from houtai.core.ledger.verification import verify
from houtai.core.work.chain import digest
from houtai.core.work.models import Decision
from houtai.core.work.tests.tampering import unprotect

ONE = timedelta(days=1)


@pytest.fixture
def closed(worklog):
    worklog.people(*range(15_000, 27_000, 1_000))
    first, *_ = worklog.strategies(6)
    worklog.undo(first, touch_ms=4_000)
    close(start=DAY, end=DAY + ONE, now=DAY + ONE)
    return Entry.objects.get(metric="strategies.saved")


def test_a_ledger_left_alone_has_no_differences(closed):
    assert verify() == []


def test_what_happens_later_changes_no_closed_line(closed, worklog):
    worklog.at = DAY + timedelta(hours=20)
    worklog.strategies(3)
    worklog.people(500_000, None)
    assert verify() == []


def test_the_database_refuses_to_change_an_entry(closed):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_entry SET value = 999 WHERE id = %s", [closed.id])


def test_the_database_refuses_to_delete_an_entry(closed):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(id=closed.id).delete()


def test_an_entry_changed_behind_the_triggers_is_named(closed):
    unprotect("ledger_entry")
    Entry.objects.filter(id=closed.id).update(value=999)
    named = {difference.row: difference.what for difference in verify()}
    assert list(named) == [closed.id]
    assert any("value is 999" in difference.what for difference in verify())


def test_an_entry_forged_with_a_right_hash_is_named_by_its_evidence(closed):
    unprotect("ledger_entry")
    closed.value, closed.money = 9_000, 15_000
    closed.hash = digest(closed)
    closed.save()
    what = [difference.what for difference in verify() if difference.row == closed.id]
    assert "value is 9000, its evidence says 99" in what


def test_a_forged_rate_is_named(closed):
    unprotect("ledger_entry")
    closed.money += 1
    closed.hash = digest(closed)
    closed.save()
    assert any("money is" in difference.what for difference in verify())


def test_an_end_cut_off_behind_the_triggers_is_noticed(closed):
    assert verify() == []
    unprotect("ledger_entry")
    Entry.objects.order_by("-id")[:1].get().delete()
    assert any("which was sealed" in difference.what for difference in verify())


def test_evidence_that_was_cut_off_is_noticed(closed):
    unprotect("work_decision")
    Decision.objects.filter(actor="strategy", undone_by=None).delete()
    assert any("value is 99, its evidence says" in difference.what for difference in verify())
