"""May they? And do they see it?"""

from __future__ import annotations

import pytest

from conftest import person
from houtai.core.work.actions import WrongSubject
from houtai.core.work.actors import SYSTEM, Actor
from houtai.core.work.errors import NotAllowed, NotFound
from houtai.core.work.models import Decision, Subject


@pytest.fixture
def editor(db):
    """Sees drafts, and may not decide about them."""
    return person("editor", "Editors")


def test_a_stranger_finds_nothing(draft, charlie, skip):
    with pytest.raises(NotFound):
        skip.run(draft, by=charlie)
    assert not Decision.objects.exists()


def test_who_sees_it_and_lacks_the_permission_is_told_so(draft, editor, skip):
    with pytest.raises(NotAllowed):
        skip.run(draft, by=editor)
    draft.refresh_from_db()
    assert draft.state == "waiting"


def test_who_was_put_out_may_do_nothing(draft, bob, skip):
    bob.is_active = False
    with pytest.raises(NotFound):
        skip.run(draft, by=bob)


def test_a_strategy_may_do_what_the_person_may_who_answers_for_it(draft, bob, editor, skip):
    with pytest.raises(NotAllowed):
        skip.run(draft, by=Actor(kind="strategy", user=editor, strategy="strategies.strategy:1"))
    with pytest.raises(NotFound):
        skip.run(draft, by=Actor(kind="strategy", user=None, strategy="strategies.strategy:1"))
    assert skip.run(draft, by=Actor(kind="strategy", user=bob, strategy="strategies.strategy:1")).user == bob


def test_houtai_itself_may(draft, skip):
    decision = skip.run(draft, by=SYSTEM)
    assert (decision.actor, decision.user, decision.by) == ("system", None, "Houtai")


def test_what_was_deleted_is_not_there(draft, bob, skip):
    subject = draft.subject
    draft.delete()
    with pytest.raises(NotFound):
        skip.run(Subject.objects.get(pk=subject.pk), by=bob)


def test_what_belongs_to_no_module_any_more_is_not_there(bob, skip):
    with pytest.raises(NotFound):
        skip.run(Subject.objects.create(kind="gone.thing", key="1"), by=bob)


def test_an_action_for_another_kind_is_a_mistake_in_code(draft, bob, skip):
    with pytest.raises(WrongSubject):
        skip.run(draft.source, by=bob)
