"""Publishing, withdrawing and deleting a strategy are decisions, and a new definition begins afresh."""

from __future__ import annotations

import pytest

from houtai.core.work.errors import NotAllowed, NotFound, NotPossible
from houtai.core.work.models import Decision
from houtai.core.work.tests.conftest import waiting
from houtai.modules.strategies.models import Strategy
from houtai.modules.strategies.tests.conftest import LATER, PUBLISHES, SHORT, SKIPS, look, rule, run, written


def changed(strategy: Strategy, **values) -> Strategy:
    """A newer draft."""
    row = Strategy.objects.get(pk=strategy.pk)
    for name, value in values.items():
        setattr(row, name, value)
    row.save_revision()
    return Strategy.objects.get(pk=strategy.pk)


def test_publishing_is_a_decision(unpublished, alice):
    decision = run("publish", unpublished, by=alice)
    assert (unpublished.live, decision.action, decision.user) == (True, "strategies.publish", alice)
    assert unpublished.stage == "draft"


def test_a_changed_definition_of_a_live_one_goes_back_to_shadow(live, alice):
    began = live.standing.since_decision
    draft = changed(live, parts=[SKIPS])
    assert draft.stage == "live"
    decision = run("publish", draft, by=alice)
    assert (draft.stage, len(draft.rules), decision.effect["was"]) == ("shadow", 1, "live")
    assert draft.standing.since_decision > began
    assert draft.subject.state == "shadow"
    assert draft.agreement().asked == 0


@pytest.mark.parametrize("values", [{"bound": 80}, {"audit": 20}, {"most": 5}])
def test_its_guardrails_are_part_of_the_definition(live, alice, values):
    draft = changed(live, **values)
    run("publish", draft, by=alice)
    assert draft.stage == "shadow"


def test_another_name_is_no_other_definition(live, alice):
    draft = changed(live, name="Another name", about="Says more.")
    run("publish", draft, by=alice)
    assert (draft.stage, draft.name) == ("live", "Another name")


def test_what_it_saw_under_the_old_definition_it_looks_at_again(strategy, alice):
    waiting(1, words=SHORT)
    look()
    draft = changed(strategy, parts=[PUBLISHES])
    run("publish", draft, by=alice)
    (turn,) = look(at=LATER)
    assert (turn.looked, turn.unsure) == (1, 1)


def test_taking_the_publication_back_restores_the_old_definition_in_shadow(live, alice):
    draft = changed(live, parts=[SKIPS])
    run("publish", draft, by=alice).undo(by=alice)
    draft.refresh_from_db()
    assert (len(draft.rules), draft.stage) == (2, "shadow")


def test_withdrawing_pauses_it(live, alice):
    run("unpublish", live, by=alice)
    assert (live.live, live.stage) == (False, "paused")


def test_a_definition_that_does_not_fit_its_queue_is_not_published(alice):
    wrong = written(rule("Wrong", "wrods", "ge", "1", "collect.skip"), clean=False)
    with pytest.raises(NotPossible, match="wrods"):
        run("publish", wrong, by=alice)


def test_never_deleted_while_it_is_live(live, alice):
    with pytest.raises(NotPossible):
        live.delete(user=alice)
    with pytest.raises(NotPossible):
        Strategy.objects.all().delete()
    run("pause", live, by=alice)
    live.delete(user=alice)
    assert not Strategy.objects.exists()
    assert Decision.objects.first().action == "strategies.delete"


def test_an_unpublished_one_is_not_started(unpublished, alice):
    with pytest.raises(NotPossible, match="Publish a definition"):
        run("shadow", unpublished, by=alice)


@pytest.mark.parametrize("step", ["publish", "shadow", "retire", "delete"])
def test_operators_write_and_managers_start(unpublished, bob, charlie, step):
    with pytest.raises(NotAllowed):
        run(step, unpublished, by=bob)
    with pytest.raises(NotFound):
        run(step, unpublished, by=charlie)


def test_nobody_starts_what_he_may_not_do_himself(unpublished, alice):
    from django.contrib.auth.models import Group, Permission

    from conftest import person

    starter = person("starter", "Viewers")
    starting = Group.objects.create(name="Starting")
    starting.permissions.add(*Permission.objects.filter(codename="run_strategy"))
    starter.groups.add(starting)
    run("publish", unpublished, by=alice)
    with pytest.raises(NotPossible, match="may not do all that it decides"):
        run("shadow", unpublished, by=starter)


def test_publishing_by_schedule_is_a_decision_too(unpublished, alice):
    unpublished.latest_revision.publish(user=None, log_action="wagtail.publish.scheduled")
    last = Decision.objects.first()
    assert (last.action, last.actor, last.because) == ("strategies.publish", "system", "Its time had come.")


def test_a_new_modules_block_migrates_nothing(db):
    from io import StringIO

    from django.core.management import call_command

    field = Strategy._meta.get_field("parts")
    _name, path, args, kwargs = field.deconstruct()
    assert (path, args) == ("houtai.modules.strategies.blocks.PartsField", [])
    assert not any("block" in name for name in kwargs)
    assert {"rule", "schedule", "candidates", "audience", "guardrails"} <= set(field.stream_block.child_blocks)
    call_command("makemigrations", "strategies", "work", check=True, dry_run=True, stdout=StringIO())
