"""Closing and verifying on demand, and by the clock."""

from __future__ import annotations

import pytest
from django.urls import reverse

from houtai.core.ledger.models import Check, Entry
from houtai.core.work.models import Decision
from houtai.core.workspaces.models import Outbox, Seal
from houtai.modules.value import tasks

pytestmark = pytest.mark.django_db


def test_a_manager_brings_the_ledger_up_to_date(worklog, alice, at_desk):
    worklog.people(*[20_000] * 10)
    worklog.strategies(6)
    answer = at_desk(alice).post(reverse("value.close"), follow=True)
    assert Entry.objects.filter(metric="strategies.saved", value=120).count() == 1
    assert "2 new lines in the ledger." in answer.content.decode()


def test_bringing_it_up_to_date_twice_writes_nothing_new(closed, alice, at_desk):
    before = Entry.objects.count()
    answer = at_desk(alice).post(reverse("value.close"), follow=True)
    assert Entry.objects.count() == before
    assert "The ledger is up to date" in answer.content.decode()


def test_asking_for_a_verification_leaves_it_to_the_worker(closed, alice, at_desk):
    answer = at_desk(alice).post(reverse("value.verify"), follow=True)
    check = Check.objects.get()
    assert (check.asked_by, check.done_at) == (alice, None)
    assert Outbox.objects.filter(task__endswith="verify_asked", args=[check.pk]).exists()
    assert "Every line is being measured again" in answer.content.decode()


def test_a_verification_is_shown_with_what_it_found(closed, alice, at_desk):
    check = Check.objects.ask(by=alice, now=closed.at)
    tasks.verify_asked.func(check.pk)
    page = at_desk(alice).get(reverse("value.worth")).content.decode()
    assert "4 lines were measured again, without a difference." in page


def test_the_nightly_task_closes_and_seals(worklog):
    worklog.people(*[20_000] * 10)
    worklog.strategies(6)
    tasks.close_days.func()
    assert Entry.objects.count() == 2
    last = Decision.objects.latest("id")
    assert Seal.objects.of("work.decision") == (last.id, last.hash)
    assert Seal.objects.of("ledger.entry") is not None
