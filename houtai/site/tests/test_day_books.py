"""An imbalance of the day's books is named, and ends the command with 1."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from houtai.core.ledger.models import Entry as LedgerEntry
from houtai.core.work.models import Decision, Site
from houtai.core.work.tests.tampering import unprotect
from houtai.modules.collect.models import Draft, Source

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.once("what is wrong is in the sums, whichever tables they are of"),
]
DAY = ["day", "--date=2026-03-02", "--half-hours=4", "--entries=4", "--readers=0", "--json"]


def play() -> tuple[int, dict[str, Any], str]:
    """Exit code, books, and what was said on stderr."""
    out, err = StringIO(), StringIO()
    try:
        call_command(*DAY, stdout=out, stderr=err)
    except SystemExit as ended:
        return int(ended.code or 0), json.loads(out.getvalue()), err.getvalue()
    return 0, json.loads(out.getvalue()), err.getvalue()


def forge(table: str, sql: str) -> None:
    """As somebody who can write to the file, and takes the triggers away first."""
    unprotect(table)
    with connection.cursor() as cursor:
        cursor.execute(sql)


def lose_an_entry() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM collect_entry WHERE id = (SELECT min(id) FROM collect_entry WHERE draft_id > 0)")


def count_one_more() -> None:
    Source.objects.filter(found__gt=0).update(refused=99)


def settle_without_a_decision() -> None:
    Draft.objects.filter(pk=Draft.objects.waiting().first().pk).update(state="skipped")


def let_it_wait_again() -> None:
    Draft.objects.filter(pk=Draft.objects.filter(state="published").first().pk).update(state="waiting")


def decide_twice() -> None:
    row = Decision.objects.standing().filter(subject__kind="collect.draft").first()
    kept = ("at", "action", "subject_id", "version", "actor", "user_id", "by", "queue", "simulated")
    Decision.objects.append(**{name: getattr(row, name) for name in kept})


def change_a_decision() -> None:
    forge("work_decision", "UPDATE work_decision SET touch_ms = 1 WHERE id = 3")


def change_the_ledger() -> None:
    last = LedgerEntry.objects.latest("id").id
    forge(LedgerEntry._meta.db_table, f"UPDATE {LedgerEntry._meta.db_table} SET value = value + 1 WHERE id = {last}")


TAMPERED: list[tuple[Callable[[], None], str]] = [
    (lose_an_entry, "stands in no entry"),
    (count_one_more, "source"),
    (settle_without_a_decision, "does not wait although no decision on it stands"),
    (let_it_wait_again, "waits although a decision on it stands"),
    (decide_twice, "was decided 2 times"),
    (change_a_decision, "was changed"),
    (change_the_ledger, "was changed"),
]


def test_a_day_that_nobody_touched_balances_and_is_shown_again_as_it_was():
    code, books, said = play()
    assert code == 0
    assert books["found"] == books["drafts"] + books["duplicates"] + books["refused"] > 0
    assert books["drafts"] == books["decided_by_people"] + books["decided_by_strategy"] + books["waiting"]
    assert [line[:5] for line in said.splitlines()] == ["08:00", "08:30", "09:00", "09:30"]
    assert play() == (0, books, "")


def test_what_was_played_is_marked_as_played():
    play()
    assert set(Decision.objects.exclude(subject__kind="strategies.strategy").values_list("simulated", flat=True)) == {
        True
    }
    assert Site.objects.shown().name == "Sample Gazette"
    assert set(LedgerEntry.objects.values_list("simulated", "evidence")) == {(True, "C")}


@pytest.mark.parametrize(("tamper", "named"), TAMPERED, ids=lambda value: getattr(value, "__name__", ""))
def test_an_imbalance_is_named(tamper, named):
    play()
    tamper()
    code, _books, said = play()
    assert code == 1
    assert named in said
