"""Only an active workspace is led to, and a change of state is seen soon."""

import pytest

from houtai.core.workspaces import registry
from houtai.core.workspaces.models import Host, Workspace
from houtai.core.workspaces.preparation import create_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def own():
    workspace = create_workspace(name="Own")
    Host.objects.create(name="own.example", workspace=workspace)
    registry.forget_hosts()
    return Workspace.objects.filter(pk=workspace.pk)


@pytest.mark.parametrize("state", ["making", "suspended", "leaving"])
def test_events_of_one_that_is_not_active_are_not_taken(own, state):
    own.update(state=state)
    assert registry.workspace_of("own.example") is None
    assert registry.place_of("own.example").state == state


def test_a_change_is_seen_within_seconds(own):
    assert registry.workspace_of("own.example", clock=100.0)
    own.update(state="suspended")
    assert registry.workspace_of("own.example", clock=100.0)
    assert registry.workspace_of("own.example", clock=101.0 + registry.KEPT) is None
