"""Reuse counts each pair once, in its first month, and follows from the rows of use."""

from datetime import UTC, date, datetime

import pytest

from houtai.core.ledger.closing import close_months
from houtai.core.ledger.models import Entry, Price
from houtai.core.ledger.verification import verify
from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import Use

JAN, FEB = date(2030, 1, 1), date(2030, 2, 1)
MARCH = datetime(2030, 3, 1, 0, 10, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def use(workspace, module, month):
    at = datetime(month.year, month.month, 7, tzinfo=UTC)
    Use.objects.create(workspace_id=workspace, module=module, month=month, count=1, first_at=at, last_at=at)


@pytest.fixture
def used():
    use("one", "collect", JAN)
    use("two", "collect", JAN)
    use("one", "collect", FEB)
    use("one", "push", FEB)
    use(current(), "push", JAN)


def price(**sums):
    return Price.objects.create(module="collect", currency="CNY", since=JAN, note="An offer of 2029", **sums)


def lines():
    rows = Entry.objects.filter(metric="value.reuse").order_by("id")
    return [(row.start.month, row.part, row.value, row.money, row.money_evidence) for row in rows]


def test_each_pair_counts_in_its_first_month_and_what_has_no_price_is_no_money(used):
    close_months(MARCH)
    assert lines() == [(1, "collect", 2, 0, ""), (2, "collect", 0, 0, ""), (2, "push", 1, 0, "")]
    assert "price is not set" in Entry.objects.get(part="push").formula
    assert verify() == []


def test_a_pair_is_worth_the_lesser_of_building_and_buying_minus_adapting(used):
    price(build=900_00, third_party=500_00, adaptation=100_00)
    close_months(MARCH)
    assert lines()[0] == (1, "collect", 2, 800_00, "C")
    assert verify() == []


def test_adapting_that_costs_more_is_shown_as_a_loss(used):
    price(build=100, adaptation=300)
    close_months(MARCH)
    assert lines()[0][3] == -400


def test_a_price_given_later_changes_no_line(used):
    close_months(MARCH)
    price(build=900_00)
    assert verify() == []


def test_closing_again_changes_nothing(used):
    close_months(MARCH)
    assert close_months(MARCH) == []


def test_a_month_that_is_not_over_is_left_alone(used):
    close_months(datetime(2030, 2, 20, tzinfo=UTC))
    assert [line[0] for line in lines()] == [1]


def test_a_row_of_use_that_was_made_up_is_found(used):
    close_months(MARCH)
    use("three", "collect", JAN)
    assert verify()
