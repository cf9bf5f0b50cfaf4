"""Modules are switched and their use is seen at the platform's desk; nobody else finds these pages."""

from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache

from houtai.core.work.models import Decision
from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import Use, Workspace

AT = datetime(2030, 1, 31, 12, tzinfo=UTC)
LIST = "/desk/platform/modules/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    return Workspace.objects.create(name="Gazette")


def page_of(workspace):
    return f"/desk/platform/{workspace.pk}/modules/"


def use(workspace, month, count):
    Use.objects.create(workspace=workspace, module="push", month=month, count=count, first_at=AT, last_at=AT)


def test_a_module_is_switched_off_by_a_decision_that_can_be_taken_back(client, owner, other):
    client.force_login(owner)
    kept = ["content", "collect", "rankings", "push", "strategies", "insight"]
    assert client.post(page_of(other), {"on": kept}).status_code == 302
    other.refresh_from_db()
    assert "value" in other.off
    decision = Decision.objects.get(action="platform.switch")
    decision.undo(by=owner)
    other.refresh_from_db()
    assert other.off == []


def test_what_stops_without_a_module_is_said(client, owner):
    client.force_login(owner)
    page = client.get(page_of(Workspace.objects.get(pk=current())))
    assert "content.accept" in page.content.decode()


def test_use_is_listed_by_workspace_and_module_over_all_months(client, owner, other):
    use(other, date(2030, 1, 1), 3)
    use(other, date(2030, 2, 1), 1_200)
    client.force_login(owner)
    page = client.get(LIST).content.decode()
    assert page.count("Gazette") == 1
    assert "1,203" in page
    exported = b"".join(client.get(LIST + "?export=csv")).decode()
    assert "Gazette" in exported
    assert "1203" in exported


def test_a_workspace_that_is_gone_is_still_listed(client, owner, other):
    use(other, date(2030, 1, 1), 3)
    key = other.pk
    other.delete()
    client.force_login(owner)
    assert f"deleted: {key}" in client.get(LIST).content.decode()


def test_strangers_and_other_workspaces_have_no_such_pages(client, owner, alice, charlie, other):
    for user in (alice, charlie):
        client.force_login(user)
        assert client.get(LIST).status_code in (302, 403, 404)
        assert client.get(page_of(other)).status_code in (302, 403, 404)
        client.post(page_of(other), {})
    other.refresh_from_db()
    assert other.off == []
    Workspace.objects.filter(pk=current()).update(default=False)
    cache.clear()
    client.force_login(owner)
    assert client.get(LIST).status_code == 404
    assert client.get(page_of(other)).status_code == 404
