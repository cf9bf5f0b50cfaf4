"""Requests reach the workspace of their host, and nothing of another."""

import pytest

from houtai.core.workspaces import pool, registry
from houtai.core.workspaces.models import Host, Workspace
from houtai.core.workspaces.preparation import create_workspace
from houtai.core.workspaces.tests.asked import ask
from houtai.core.workspaces.tests.test_hosts_asked import FORGED

pytestmark = pytest.mark.django_db(transaction=True)
NOTHING = (404, "There is nothing at this address.\n")


def test_a_host_of_its_own_leads_to_its_workspace_and_others_to_the_default_one(settings):
    settings.HOSTS = ["desk.example", ".example"]
    workspace = create_workspace(name="Own")
    Host.objects.create(name="own.example", workspace=workspace)
    assert ask("own.example") == (200, workspace.pk)
    assert ask("desk.example:8000") == (200, registry.default_workspace())


def test_a_forged_host_finds_nothing_and_is_not_repeated():
    assert [host for host in FORGED if ask(host) != NOTHING] == []
    assert ask() == NOTHING


def test_two_hosts_are_refused():
    assert ask("localhost", "localhost")[0] == ask("localhost", "evil.example")[0] == 400


def test_only_an_active_workspace_is_served():
    workspace = create_workspace(name="Own")
    Host.objects.create(name="own.example", workspace=workspace)
    answers = {}
    for state in Workspace.State.values:
        Workspace.objects.filter(pk=workspace.pk).update(state=state)
        answers[state] = ask("own.example")
    assert answers == {
        "active": (200, workspace.pk),
        "suspended": (503, "This workspace is suspended.\n"),
        "making": NOTHING,
        "leaving": NOTHING,
    }


def test_health_is_told_to_any_host():
    assert ask("10.0.0.7", path="/healthz") == (200, "ok\n")


def test_a_request_that_fails_gives_its_connections_back():
    async def fails(scope, receive, send):
        raise ZeroDivisionError

    pool.drain()
    with pytest.raises(ZeroDivisionError):
        ask("localhost", app=fails)
    assert pool.idle_count() == 1
