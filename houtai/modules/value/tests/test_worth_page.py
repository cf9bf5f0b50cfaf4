"""The page that says what it is all worth."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import now

from houtai.core.ledger.closing import close_until
from houtai.core.ledger.models import Entry
from houtai.core.ledger.summary import pictures, worth

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once("what stands on pages; the walks ask for each of them on every engine"),
]


def test_it_shows_each_direction_and_what_was_saved(closed, alice, at_desk):
    page = at_desk(alice).get(reverse("value.worth")).content.decode()
    for text in ("Support", "Saving", "Profit", "2 min", "¥2.00 (class C)"):
        assert text in page


def test_simulated_savings_stand_apart_from_observed_ones(closed):
    saving = next(one for one in worth(Entry.objects.all()) if one.direction == "saving")
    assert [(total.evidence, total.seconds) for total in saving.totals] == [("B", 120), ("C", 60)]


def test_the_steps_add_up_to_what_was_saved(closed):
    ways = {way.evidence: way for way in pictures(Entry.objects.all()).ways}
    assert sum(step.change for step in ways["B"].steps.values()) == 120_000
    assert sum(step.change for step in ways["C"].steps.values()) == 60_000


def test_time_per_decision_is_compared_before_and_after(worklog):
    worklog.people(*[20_000] * 10)
    worklog.strategies(6)
    worklog.people(16_000, 16_000)
    close_until(now())
    real = next(one for one in pictures(Entry.objects.all()).comparisons if not one.simulated)
    assert (real.before, real.after) == (20_000, 4_000)


def test_a_period_without_lines_says_what_to_do(closed, alice, at_desk):
    page = at_desk(alice).get(reverse("value.worth"), {"period": "today"}).content.decode()
    assert "The ledger has no lines for this time." in page


def test_a_queue_with_too_little_before_says_why_nothing_is_claimed(worklog, alice, at_desk):
    worklog.people(*[20_000] * 9, None)
    worklog.strategies(3)
    close_until(now())
    page = at_desk(alice).get(reverse("value.worth")).content.decode()
    assert "Only 9 measured decisions by people before the strategy; 10 are needed." in page


def test_formulas_are_told_in_the_language_of_the_reader(closed):
    entry = Entry.objects.filter(metric="strategies.saved", simulated=False).get()
    with translation.override("zh-hans"):
        assert "20.000" in entry.word.formula(entry.inputs)
    assert entry.formula == "(6 - 0) decisions × 20.000 s - 0.000 s of rework = 120.000 s"


@pytest.mark.parametrize("name", ["value.worth", "value.entries", "value.rates"])
def test_a_page_takes_at_most_twelve_queries(name, closed, alice, at_desk, django_assert_max_num_queries, remembered):
    desk = at_desk(alice)
    desk.get(reverse(name))
    with django_assert_max_num_queries(12):
        assert desk.get(reverse(name)).status_code == 200


def test_one_line_shows_every_number_behind_it(closed, alice, at_desk):
    entry = Entry.objects.filter(metric="strategies.saved", simulated=False).get()
    page = at_desk(alice).get(reverse("value.entry", args=[entry.pk])).content.decode()
    for text in ("before_ms", "20000", "rate.per_hour", "6000", entry.link.replace("&", "&amp;")):
        assert text in page


def test_the_evidence_link_leads_to_the_rows(closed, alice, at_desk):
    entry = Entry.objects.filter(metric="strategies.saved", simulated=False).get()
    closed.at = entry.end
    closed.strategies(3)
    page = at_desk(alice).get(entry.link)
    assert page.status_code == 200
    assert len(page.context["object_list"]) == 6


def test_the_ledger_is_exported_as_a_spreadsheet(closed, alice, at_desk):
    answer = at_desk(alice).get(reverse("value.entries"), {"export": "csv"})
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    assert '"120"' in text
    assert '"200","CNY","C"' in text
    assert "(6 - 0) decisions" in text
