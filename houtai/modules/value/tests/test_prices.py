"""Prices of modules: added by whoever may, in the default workspace alone."""

from datetime import date

import pytest
from django.urls import reverse

from houtai.core.ledger.models import Price
from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import Workspace

GIVEN = {
    "module": "collect",
    "built": "1200.50",
    "bought": "",
    "adapted": "10",
    "currency": "CNY",
    "since": "2030-01-01",
    "note": "20 hours of work",
}
pytestmark = pytest.mark.django_db


def test_a_price_is_added_in_small_coins(client, alice):
    client.force_login(alice)
    assert client.post(reverse("value.prices"), GIVEN).status_code == 302
    row = Price.objects.get()
    assert (row.build, row.third_party, row.adaptation, row.since) == (120_050, None, 1_000, date(2030, 1, 1))
    assert "20 hours of work" in client.get(reverse("value.prices")).content.decode()


@pytest.mark.parametrize("wrong", [{"built": ""}, {"currency": "XXY"}, {"built": "0.001"}, {"module": "work"}])
def test_what_is_wrong_is_said_and_nothing_is_kept(client, alice, wrong):
    client.force_login(alice)
    answer = client.post(reverse("value.prices"), {**GIVEN, **wrong})
    assert answer.status_code == 422
    assert "20 hours of work" in answer.content.decode()
    assert not Price.objects.exists()


def test_a_stranger_finds_nothing(client, charlie, bob):
    for user in (charlie, bob):
        client.force_login(user)
        assert client.get(reverse("value.prices")).status_code in (302, 404)
        assert client.post(reverse("value.prices"), GIVEN).status_code in (302, 404)
    assert not Price.objects.exists()


def test_another_workspace_has_no_such_page(client, alice):
    Workspace.objects.filter(pk=current()).update(default=False)
    client.force_login(alice)
    assert client.get(reverse("value.prices")).status_code == 404
    assert reverse("value.prices") not in client.get(reverse("value.rates")).content.decode()
