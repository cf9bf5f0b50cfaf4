"""What a campaign changed is measured on all it was meant for, beside those left out by chance."""

from __future__ import annotations

import numpy as np
import pytest
from pyroaring import BitMap

from houtai.core.readers.holdout import held_out
from houtai.core.readers.models import Consent, Reader
from houtai.modules.strategies.models import Effect, tick
from houtai.modules.strategies.models.effect import proof_of_imbalance, sides
from houtai.modules.strategies.models.guardrails import PROOF, proof_of_more
from houtai.modules.strategies.models.turn import measured
from houtai.modules.strategies.tests.campaigning import (
    HOUR,
    NINE,
    assign,
    campaign,
    decided,
    everybody,
    hot,
    offer,
    started,
    view,
)


@pytest.fixture(autouse=True)
def offered(monkeypatch, db):
    offer(monkeypatch)


@pytest.fixture
def live(alice):
    return started(campaign(), by=alice)


def effect(strategy, *, at=NINE + 5 * HOUR):
    return measured(strategy, now=at, simulated=False)


def sent_to(strategy, numbers, held, *, at=NINE):
    hot(0.2)
    tick(now=at)
    assign(strategy, decided(), numbers, held=held, at=at)


def test_whoever_was_meant_counts_and_who_was_held_out_of_all_pushes_does_not(live):
    one, two, three, four = (row.pk for row in everybody(4))
    sent_to(live, [one, two, three, four], lambda reader: {three: 2, four: 1}.get(reader, 0))
    view([(one, NINE + HOUR), (one, NINE + 2 * HOUR), (three, NINE + HOUR), (four, NINE + HOUR)])
    found = effect(live)
    assert (found.treated, found.treated_visits, found.treated_squares) == (2, 2, 4)
    assert (found.held, found.held_visits, found.sent) == (1, 1, 2)


def test_visits_before_the_first_push_and_played_ones_do_not_count(live):
    one, two = (row.pk for row in everybody(2))
    sent_to(live, [one, two], lambda reader: 2 * (reader == two))
    view([(one, NINE - HOUR), (two, NINE - HOUR)])
    view([(one, NINE + HOUR)], simulated=True)
    view([(one, NINE + HOUR)], name="read")
    view([(one, NINE + HOUR)], fate=1)
    assert effect(live).treated_visits == 0


def test_what_comes_in_late_does_not_change_what_was_measured(live):
    one, two = (row.pk for row in everybody(2))
    sent_to(live, [one, two], lambda reader: 2 * (reader == two))
    view([(one, NINE + HOUR)])
    view([(one, NINE + 2 * HOUR)], received=NINE + 6 * HOUR)
    assert effect(live).treated_visits == 1
    assert effect(live, at=NINE + 7 * HOUR).treated_visits == 2


def test_a_new_definition_begins_afresh(live, alice):
    one, two = (row.pk for row in everybody(2))
    sent_to(live, [one, two], lambda reader: 2 * (reader == two))
    live.standing.move(to="live", at=NINE, afresh=True)
    assert effect(live).treated == 0


def test_readers_who_turn_out_to_be_the_same_are_one(live):
    one, two = everybody(2)
    sent_to(live, [one.pk, two.pk], lambda reader: 0)
    Reader.objects.filter(pk=two.pk).update(merged=one)
    view([(one.pk, NINE + HOUR)])
    assert (effect(live).treated, effect(live).treated_visits) == (1, 1)


def test_several_strategies_are_measured_in_one_scan(live, alice):
    other = started(campaign(name="Other"), by=alice)
    one, two = (row.pk for row in everybody(2))
    sent_to(live, [one], lambda reader: 0)
    assign(other, decided(), [one, two], held=lambda reader: 0, at=NINE)
    view([(one, NINE + HOUR), (two, NINE + HOUR)])
    found = sides({live.key: 0, other.key: 0}, now=NINE + 2 * HOUR, simulated=False)
    assert [found[each.key].treated.total for each in (live, other)] == [1, 2]


def test_it_finds_the_true_effect_and_says_when_it_is_sure(live):
    random, numbers = np.random.RandomState(5), [row.pk for row in everybody(4000)]
    held = set(held_out(BitMap(numbers), salt=live.standing.salt, percent=20))
    sent_to(live, numbers, lambda reader: 2 * (reader in held))
    rates = np.where([number in held for number in numbers], 0.5, 0.9)
    came = zip(numbers, random.poisson(rates), strict=True)
    view([(number, NINE + HOUR) for number, times in came for _each in range(times)])
    lift = effect(live).lift
    assert lift.low < 0.4 < lift.high
    assert lift.sure


def test_looked_at_every_hour_an_effect_that_is_not_there_is_rarely_seen():
    """Visits of the same readers grow from look to look, and readers differ; 60 looks at each of 300 histories."""
    random, wrong = np.random.RandomState(3), 0
    for _history in range(300):
        keen, held = random.gamma(0.5, 1.0, 2000), random.random_sample(2000) < 0.1
        visits = random.poisson(np.outer(np.full(60, 0.1), keen)).cumsum(axis=0)
        wrong += any(look(row, held).lift.sure for row in visits)
    assert wrong / 300 <= 0.05


def look(row, held):
    treated, out = row[~held].astype(float), row[held].astype(float)
    return Effect(
        treated=len(treated),
        treated_visits=treated.sum(),
        treated_squares=(treated**2).sum(),
        held=len(out),
        held_visits=out.sum(),
        held_squares=(out**2).sum(),
        percent=10,
    )


def test_too_few_held_out_are_noticed_and_chance_is_not():
    assert proof_of_imbalance(100, 900, share=0.1) < PROOF
    assert proof_of_imbalance(40, 960, share=0.1) > PROOF


def test_opt_outs_within_the_limit_rarely_look_like_too_many_and_more_are_noticed_soon():
    random = np.random.RandomState(9)

    def stopped(rate, *, sends):
        gone = (random.random_sample(sends) < rate).cumsum()
        looks = range(100, sends, 100)
        return next((n for n in looks if proof_of_more(int(gone[n - 1]), n, limit=0.005) >= PROOF), None)

    assert sum(stopped(0.005, sends=20_000) is not None for _each in range(200)) <= 10
    assert all((stopped(0.02, sends=5_000) or 5_001) <= 3_000 for _each in range(20))


def test_it_pauses_when_too_many_opt_out(live):
    readers = everybody(300)
    sent_to(live, [row.pk for row in readers], lambda reader: 0)
    made = decided()
    Consent.objects.bulk_create(
        Consent(reader=row, channel="email", given=False, at=NINE, decision=made) for row in readers[:30]
    )
    hot(0.3)
    tick(now=NINE + HOUR)
    live.standing.refresh_from_db()
    assert live.standing.stage == "paused"
    assert Effect.objects.latest("id").opt_outs == 30
