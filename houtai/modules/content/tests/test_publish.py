from __future__ import annotations

import pytest

from houtai.core.work.errors import Changed, NotAllowed, NotFound, NotPossible
from houtai.core.work.models import Decision
from houtai.modules.content.actions import Publish, Unpublish
from houtai.modules.content.models import State


def test_publishing_makes_a_draft_public_and_leaves_one_decision(draft, alice):
    decision = Publish().run(draft, by=alice, because="Good")
    draft.refresh_from_db()
    assert (draft.state, draft.live, draft.subject.state) == (State.PUBLISHED, True, "published")
    assert decision.user == alice
    assert list(Decision.objects.values_list("action", flat=True)) == ["content.publish"]


def test_undoing_the_first_publication_takes_the_article_down(draft, alice):
    Publish().run(draft, by=alice).undo(by=alice)
    draft.refresh_from_db()
    assert (draft.live, draft.state) == (False, State.WITHDRAWN)


def test_undoing_a_later_publication_brings_the_earlier_version_back(published, alice):
    published.title = "Tide tables go paper again"
    published.save_revision(user=alice)
    decision = Publish().run(published, by=alice)
    published.refresh_from_db()
    assert published.title == "Tide tables go paper again"
    decision.undo(by=alice)
    published.refresh_from_db()
    assert (published.title, published.live) == ("Tide tables go digital", True)


def test_undoing_an_unpublication_makes_it_public_again(published, alice):
    decision = Unpublish().run(published, by=alice)
    published.refresh_from_db()
    assert published.state == State.WITHDRAWN
    decision.undo(by=alice)
    published.refresh_from_db()
    assert published.state == State.PUBLISHED


def test_a_draft_cannot_be_unpublished(draft, alice):
    with pytest.raises(NotPossible):
        Unpublish().run(draft, by=alice)


def test_publishing_an_article_that_has_changed_is_refused(draft, alice):
    seen = draft.subject.version
    draft.save()
    with pytest.raises(Changed):
        Publish().run(draft, by=alice, seen=seen)
    draft.refresh_from_db()
    assert not draft.live


def test_an_editor_may_not_publish(draft, editor):
    with pytest.raises(NotAllowed):
        Publish().run(draft, by=editor)


def test_for_a_stranger_there_is_no_article(draft, charlie):
    with pytest.raises(NotFound):
        Publish().run(draft, by=charlie)


def test_what_somebody_else_has_locked_is_not_published(draft, alice, bob):
    draft.locked, draft.locked_by = True, bob
    draft.save()
    with pytest.raises(NotPossible, match="locked"):
        Publish().run(draft, by=alice)
