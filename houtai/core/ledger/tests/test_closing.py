"""Closing writes what was measured, once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from houtai.core.ledger.closing import NoSpan, NotOver, close, close_until
from houtai.core.ledger.models import Entry, Rate
from houtai.core.ledger.tests.worklog import DAY
from houtai.core.ledger.verification import verify

ONE = timedelta(days=1)
SAVED = "strategies.saved"


@pytest.fixture
def handed_over(worklog):
    worklog.people(*[20_000] * 10)
    worklog.strategies(6)
    return worklog


def test_a_day_is_written_down_with_its_formula_and_its_worth(handed_over):
    close(start=DAY, end=DAY + ONE, now=DAY + ONE)
    entry = Entry.objects.get(metric=SAVED)
    assert (entry.value, entry.unit, entry.evidence, entry.simulated) == (120, "s", "B", False)
    assert entry.formula == "(6 - 0) decisions × 20.000 s - 0.000 s of rework = 120.000 s"
    assert entry.through == 16


def test_money_from_an_assumed_rate_is_an_estimate_although_the_time_was_observed(handed_over):
    close(start=DAY, end=DAY + ONE, now=DAY + ONE)
    entry = Entry.objects.get(metric=SAVED)
    assert (entry.money, entry.currency, entry.evidence, entry.money_evidence) == (200, "CNY", "B", "C")


def test_money_from_a_given_rate_keeps_the_class_of_the_time(handed_over):
    Rate.objects.create(role="operator", per_hour=9_000, currency="EUR", since=DAY.date())
    close(start=DAY, end=DAY + ONE, now=DAY + ONE)
    entry = Entry.objects.get(metric=SAVED)
    assert (entry.money, entry.currency, entry.money_evidence) == (300, "EUR", "B")


def test_a_rate_given_later_changes_no_earlier_entry(handed_over):
    close(start=DAY, end=DAY + ONE, now=DAY + ONE)
    Rate.objects.create(role="operator", per_hour=9_000, currency="EUR", since=DAY.date())
    assert Entry.objects.get(metric=SAVED).currency == "CNY"
    assert verify() == []


def test_closing_twice_changes_nothing(handed_over):
    close(start=DAY, end=DAY + ONE, now=DAY + ONE)
    before = list(Entry.objects.values())
    assert close(start=DAY, end=DAY + ONE, now=DAY + 2 * ONE) == []
    assert list(Entry.objects.values()) == before


def test_a_day_closed_in_two_parts_counts_everything_once(handed_over):
    noon = DAY + timedelta(hours=12)
    close(start=DAY, end=noon, now=noon)
    handed_over.at = noon
    handed_over.strategies(4)
    close(start=DAY, end=DAY + ONE, now=DAY + ONE)
    values = Entry.objects.filter(metric=SAVED).order_by("start").values_list("start", "value")
    assert list(values) == [(DAY, 120), (noon, 80)]


def test_every_day_that_is_over_is_closed_and_today_is_not(handed_over):
    handed_over.at = DAY + ONE
    handed_over.strategies(2)
    handed_over.at = DAY + 2 * ONE
    handed_over.strategies(3)
    close_until(DAY + 2 * ONE + timedelta(hours=5))
    values = Entry.objects.filter(metric=SAVED).order_by("start").values_list("value", flat=True)
    assert list(values) == [120, 40]


def test_today_so_far_is_closed_when_asked_for_and_the_rest_later(handed_over):
    noon = DAY + timedelta(hours=12)
    close_until(noon, whole_days=False)
    handed_over.at = noon
    handed_over.strategies(1)
    close_until(DAY + ONE + timedelta(minutes=10))
    values = Entry.objects.filter(metric=SAVED).order_by("start").values_list("end", "value")
    assert list(values) == [(noon, 120), (DAY + ONE, 20)]


def test_a_span_that_is_not_over_is_refused(handed_over):
    with pytest.raises(NotOver):
        close(start=DAY, end=DAY + ONE, now=DAY + timedelta(hours=23))
    assert not Entry.objects.exists()


def test_a_span_that_ends_before_it_begins_is_refused(db):
    with pytest.raises(NoSpan):
        close(start=DAY, end=DAY, now=DAY + ONE)
