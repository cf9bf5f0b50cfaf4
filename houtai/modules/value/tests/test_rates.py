"""Rates are added with their day, and none is changed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from houtai.core.ledger.models import Rate
from houtai.core.ledger.models.rate import worth

pytestmark = pytest.mark.django_db
RATE = {"role": "operator", "amount": "72.50", "currency": "CNY", "since": "2026-01-01", "note": "Payroll"}


def test_a_manager_adds_a_rate_in_the_coin_people_write(alice, at_desk):
    at_desk(alice).post(reverse("value.rates"), RATE)
    rate = Rate.objects.latest("id")
    assert (rate.per_hour, rate.currency, rate.assumed) == (7_250, "CNY", False)


def test_a_currency_without_small_coins_is_kept_whole(alice, at_desk):
    at_desk(alice).post(reverse("value.rates"), {**RATE, "amount": "1500", "currency": "JPY"})
    assert Rate.objects.latest("id").per_hour == 1_500


@pytest.mark.parametrize(
    "wrong", [{"amount": "-1"}, {"amount": "1.005"}, {"currency": "XXQ"}, {"since": "soon"}, {"role": "king"}]
)
def test_a_wrong_rate_is_refused_and_what_was_typed_is_kept(wrong, alice, at_desk):
    before = Rate.objects.count()
    answer = at_desk(alice).post(reverse("value.rates"), {**RATE, **wrong})
    assert answer.status_code == 422
    assert "Payroll" in answer.content.decode()
    assert Rate.objects.count() == before


def test_the_rate_of_set_up_is_called_an_assumption(alice, at_desk):
    page = at_desk(alice).get(reverse("value.rates")).content.decode()
    assert "¥60.00" in page
    assert "assumed" in page


def test_the_rate_of_a_day_is_the_last_one_before_it(db):
    later = Rate.objects.create(role="operator", per_hour=1, currency="CNY", since="2026-02-01")
    corrected = Rate.objects.create(role="operator", per_hour=2, currency="CNY", since="2026-02-01")
    on = {day: Rate.objects.on(day, role="operator") for day in ("2026-01-31", "2026-02-01")}
    assert on["2026-01-31"] not in (later, corrected)
    assert on["2026-02-01"] == corrected


@pytest.mark.parametrize(("seconds", "amount"), [(3600, 6000), (0, 0), (3, 5), (-3600, -6000), (1, 2)])
def test_money_is_rounded_once_half_up(seconds, amount):
    assert worth(seconds, per_hour=6_000) == amount
