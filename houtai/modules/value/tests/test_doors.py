"""Who may see the ledger, and who may run it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from houtai.core.ledger.models import Entry, Rate
from houtai.core.workspaces import roles

pytestmark = pytest.mark.django_db
SEEN = ["value.worth", "value.entries", "value.rates"]
RUN = ["value.close", "value.verify"]


@pytest.mark.parametrize("name", SEEN)
def test_a_stranger_at_the_desk_finds_no_page(name, charlie, at_desk):
    roles.assign(charlie, "Editors")
    assert at_desk(charlie).get(reverse(name)).status_code == 404


@pytest.mark.parametrize("name", SEEN)
def test_an_operator_finds_no_page(name, bob, at_desk):
    assert at_desk(bob).get(reverse(name)).status_code == 404


@pytest.mark.parametrize("name", SEEN)
def test_a_viewer_may_read(name, charlie, at_desk):
    roles.assign(charlie, "Viewers")
    assert at_desk(charlie).get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", RUN)
def test_a_viewer_may_not_run_the_ledger(name, charlie, at_desk):
    roles.assign(charlie, "Viewers")
    assert at_desk(charlie).post(reverse(name)).status_code == 404


def test_a_stranger_finds_no_line(closed, charlie, at_desk):
    roles.assign(charlie, "Editors")
    entry = Entry.objects.first()
    assert at_desk(charlie).get(reverse("value.entry", args=[entry.pk])).status_code == 404


def test_a_viewer_may_not_add_a_rate(charlie, at_desk):
    roles.assign(charlie, "Viewers")
    before = Rate.objects.count()
    rate = {"role": "operator", "amount": "1", "currency": "CNY", "since": "2026-01-01"}
    assert at_desk(charlie).post(reverse("value.rates"), rate).status_code == 404
    assert Rate.objects.count() == before


@pytest.mark.parametrize("name", [*SEEN, *RUN])
def test_somebody_not_signed_in_is_sent_to_the_door(name, db, client):
    answer = client.get(reverse(name))
    assert answer.status_code == 302
    assert "login" in answer.url
