"""A key lets a server send to its own workspace, and to no other; only active workspaces take events."""

import pytest
from django.utils.timezone import now

from houtai.core.events.models import Key
from houtai.core.events.tests.test_the_collector_answers import body, collector, kept, take  # noqa: F401 - a fixture
from houtai.core.workspaces import registry
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import Host, Workspace
from houtai.core.workspaces.preparation import create_workspace

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def theirs():
    """Another workspace, and a key of its own."""
    workspace = create_workspace(name="Theirs")
    Host.objects.create(name="theirs.example", workspace=workspace)
    registry.forget_hosts()
    with enter(workspace.pk):
        return workspace.pk, Key.objects.issue(name="shop", now=now())[1]


def test_it_is_refused_elsewhere_and_taken_at_home(collector, theirs):  # noqa: F811 - the fixture of this name
    workspace, token = theirs
    lines = {"origin": None, "authorization": f"Bearer {token}"}
    assert take(collector, body(reader="lin"), **lines).status == 401
    assert take(collector, body(reader="lin"), host="theirs.example", **lines).status == 202
    assert [one.workspace for one in kept(collector)] == [workspace]


@pytest.mark.parametrize("state", ["suspended", "leaving", "making"])
def test_one_that_is_not_active_takes_none(collector, theirs, state):  # noqa: F811 - the fixture of this name
    Workspace.objects.filter(pk=theirs[0]).update(state=state)
    registry.forget_hosts()
    assert take(collector, host="theirs.example", origin="http://theirs.example").status == 404
