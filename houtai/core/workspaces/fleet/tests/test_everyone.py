"""All workspaces are brought up, and one bad one does not stop the others."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models.signals import post_save
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import update_reference_index_on_save

from houtai.core.workspaces import schema
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.fleet import everyone
from houtai.core.workspaces.models import Workspace


def damage(key: str) -> None:
    with enter(key), connection.cursor() as cursor:
        cursor.execute("DROP TABLE insight_day" + (" CASCADE" if connection.vendor == "postgresql" else ""))


def test_a_bad_one_is_named_and_taken_up_again(behind: Callable[[str], Workspace]) -> None:
    for name in ("first", "bad", "last"):
        behind(name)
    damage("bad")
    outcome = everyone.migrate_all(canary="first")
    assert (outcome.behind, outcome.done, list(outcome.troubles)) == (3, 2, ["bad"])
    version = schema.version()
    assert dict(Workspace.objects.filter(name__in=["first", "last"]).values_list("schema", "trouble")) == {version: ""}
    assert "insight_day" in Workspace.objects.get(pk="bad").trouble
    assert everyone.behind() == ["bad"]
    with pytest.raises(CommandError, match="1 workspaces are in trouble"):
        call_command("workspaces", "migrate", stdout=StringIO())
    # Where migrations failed Wagtail still notes what points where.
    listening = [found for model in ReferenceIndex.tracked_models for found in post_save._live_receivers(model)[0]]
    assert listening.count(update_reference_index_on_save) == len(ReferenceIndex.tracked_models) > 5


def test_when_the_first_one_fails_no_other_is_touched(behind: Callable[[str], Workspace]) -> None:
    for name in ("bad", "other"):
        behind(name)
    damage("bad")
    with pytest.raises(everyone.CanaryFailed):
        everyone.migrate_all(canary="bad")
    assert set(everyone.behind()) == {"bad", "other"}
    assert Workspace.objects.get(pk="other").trouble == ""


def test_one_that_is_being_made_is_left_to_its_maker(behind: Callable[[str], Workspace]) -> None:
    Workspace.objects.filter(pk=behind("young").pk).update(state=Workspace.State.MAKING)
    assert everyone.behind() == []
