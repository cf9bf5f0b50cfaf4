"""Who works on an article, and until when."""

from __future__ import annotations

import pytest
from django.urls import reverse

from conftest import person
from houtai.core.work.errors import NotPossible
from houtai.core.work.models import Decision
from houtai.modules.content.tests.conftest import act, other_desk, written

LIST = "wagtailsnippets_content_article:list"


def assigned(article):
    article.refresh_from_db()
    return article.assignee, article.due and article.due.isoformat()


def test_assigning_is_a_decision_and_is_taken_back(draft, alice, editor):
    act("assign", draft, alice, to=editor.pk, due="2026-03-02")
    second = act("assign", draft, alice, to=alice.pk)
    assert assigned(draft) == (alice, "2026-03-02")
    second.undo(by=alice)
    assert assigned(draft) == (editor, "2026-03-02")


def test_drafts_and_old_versions_do_not_change_it(draft, alice, editor):
    old = draft.latest_revision
    act("assign", draft, alice, to=editor.pk, due="2026-03-02")
    act("publish", draft, alice, revision=old.pk)
    assert assigned(draft) == (editor, "2026-03-02")


def test_only_who_works_on_the_column_can_have_it(draft, alice, editor, charlie):
    foreign = other_desk()
    for article, who in ((foreign, editor), (draft, charlie)):
        with pytest.raises(NotPossible, match="does not work on"):
            act("assign", article, alice, to=who.pk)
    foreign.column.desk.user_set.add(editor)
    act("assign", foreign, alice, to=editor.pk)


def test_while_it_is_reviewed_a_reviewer_has_it(submitted, editor, alice):
    with pytest.raises(NotPossible):
        act("assign", submitted, alice, to=editor.pk)
    act("assign", submitted, editor, to=alice.pk)
    assert assigned(submitted)[0] == alice


def test_it_goes_back_and_forth_with_the_review(draft, editor, alice):
    act("assign", draft, alice, to=editor.pk)
    act("submit", draft, editor)
    assert assigned(draft)[0] is None
    rejected = act("reject", draft, alice, comment="Say where.")
    assert assigned(draft)[0] == editor
    rejected.undo(by=alice)
    assert assigned(draft)[0] is None


def test_the_form_asks_and_a_person_out_of_place_is_refused(client, draft, alice, charlie):
    client.force_login(alice)
    door = reverse("work.act", args=["content.assign", draft.pk])
    assert "Charlie" not in client.get(door).content.decode()
    assert client.post(door, {"to": charlie.pk}).status_code == 409
    client.post(door, {"to": alice.pk, "due": "2026-03-02"})
    assert assigned(draft) == (alice, "2026-03-02")


def test_the_list_shows_and_filters_it(client, draft, alice, editor):
    written(title="Nobody's")
    act("assign", draft, alice, to=editor.pk)
    client.force_login(alice)
    page = client.get(reverse(LIST), {"assignee": editor.pk}).content.decode()
    assert draft.title in page
    assert "Nobody&#x27;s" not in page
    act("submit", draft, alice)
    assert draft.title in client.get(reverse(LIST), {"review": "in_progress"}).content.decode()
    assert draft.title not in client.get(reverse(LIST), {"review": "needs_changes"}).content.decode()


def test_many_are_assigned_at_once_and_what_is_left_empty_stays(client, draft, alice, editor):
    other = written(title="Other")
    act("assign", other, alice, due="2026-03-02")
    client.force_login(alice)
    door = f"/desk/bulk/content/article/assign/?id={draft.pk}&id={other.pk}"
    assert "Choose a person or a day." in client.post(door, {}).content.decode()
    client.post(door, {"to": editor.pk})
    assert (assigned(draft), assigned(other)) == ((editor, None), (editor, "2026-03-02"))
    assert len(set(Decision.objects.all()[:2].values_list("batch", flat=True))) == 1


def test_home_shows_what_is_mine_and_not_done(client, draft, alice, editor):
    done = written(title="Done")
    for article in (draft, done):
        act("assign", article, alice, to=editor.pk, due="2020-01-02")
    act("publish", done, alice)
    client.force_login(editor)
    page = client.get("/desk/").content.decode()
    assert "Assigned to you" in page
    assert draft.title in page
    assert "was due" in page
    assert ">Done<" not in page
    client.force_login(person("eve", "Editors"))
    assert "Assigned to you" not in client.get("/desk/").content.decode()
