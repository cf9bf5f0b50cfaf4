"""`decisions verify` and `ledger verify` tell by their exit code whether all is as it was written."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import now

from houtai.core.ledger.closing import midnight
from houtai.core.ledger.models import Entry
from houtai.core.ledger.tests.worklog import Worklog
from houtai.core.work.models import Decision
from houtai.core.work.tests.tampering import unprotect
from houtai.core.workspaces.models import Seal

pytestmark = pytest.mark.django_db


@pytest.fixture
def worklog(bob) -> Worklog:
    log = Worklog(user=bob, at=midnight(now()) - timedelta(hours=20))
    log.people(*[20_000] * 10)
    log.strategies(3)
    return log


def run(*words: str) -> tuple[int, str]:
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command(*words, stdout=out)
    return int(ended.value.code or 0), out.getvalue()


def test_decisions_left_alone_verify_and_are_sealed(worklog):
    assert run("decisions", "verify") == (0, "13 decisions, 0 differences\n")
    assert Seal.objects.of("work.decision") == (13, Decision.objects.latest("id").hash)


def test_a_changed_decision_is_named(worklog):
    unprotect("work_decision")
    Decision.objects.filter(id=4).update(touch_ms=1)
    code, said = run("decisions", "verify", "--json")
    assert code == 1
    assert json.loads(said) == {
        "verified": "decisions",
        "rows": 13,
        "differences": [{"row": 4, "what": "was changed"}],
    }


def test_decisions_cut_off_at_the_end_are_noticed(worklog):
    run("decisions", "verify")
    unprotect("work_decision")
    Decision.objects.filter(id__gt=11).delete()
    code, said = run("decisions", "verify")
    assert code == 1
    assert "row 12: missing up to 13, which was sealed" in said


def test_an_end_cut_off_and_written_anew_is_noticed(worklog):
    run("decisions", "verify")
    unprotect("work_decision")
    Decision.objects.filter(id__gt=11).delete()
    worklog.people(*[1_000] * 5)
    code, said = run("decisions", "verify")
    assert code == 1
    assert "row 13: is not the row that was sealed" in said


def test_the_ledger_is_closed_for_every_day_that_is_over(worklog):
    out = StringIO()
    call_command("ledger", "close", "--json", stdout=out)
    entries = json.loads(out.getvalue())["entries"]
    assert {entry["metric"]: entry["value"] for entry in entries} == {"strategies.saved": 60, "value.touch": 0}
    assert run("ledger", "verify") == (0, "2 entries, 0 differences\n")


def test_a_changed_line_is_named(worklog):
    call_command("ledger", "close", stdout=StringIO())
    unprotect("ledger_entry")
    entry = Entry.objects.get(metric="strategies.saved")
    Entry.objects.filter(pk=entry.pk).update(value=61)
    code, said = run("ledger", "verify")
    assert code == 1
    assert f"row {entry.pk}: was changed" in said
    assert f"row {entry.pk}: value is 61, its evidence says 60" in said


def test_a_day_that_is_not_over_cannot_be_closed(worklog):
    with pytest.raises(CommandError, match="not over yet"):
        call_command("ledger", "close", "--day", f"{now():%Y-%m-%d}")
