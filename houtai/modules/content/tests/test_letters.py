"""Letters about reviews and assignments: to who has to know, and may."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask
from wagtail.users.models import UserProfile

from houtai.core.work.models import Decision
from houtai.core.workspaces.models import Outbox
from houtai.modules.content.models.letters import letters
from houtai.modules.content.tasks import tell, tell_one
from houtai.modules.content.tests.conftest import act, other_desk

pytestmark = pytest.mark.once("letters")


def posted(decision):
    return {letter.to[0].partition("@")[0]: f"{letter.subject}\n{letter.body}" for letter in letters(decision)}


def test_reviewers_who_see_it_are_told_and_nobody_by_wagtail(draft, editor, alice, bob, owner, mailoutbox):
    GroupApprovalTask.objects.get(name="Editor's check").groups.add(Group.objects.get(name="Operators"))
    assert set(posted(act("submit", draft, editor))) == {"alice", "bob", "owner"}
    assert set(posted(act("submit", other_desk(), alice))) == {"owner"}
    assert mailoutbox == []


def test_whoever_submitted_reads_what_is_to_be_changed(submitted, alice):
    told = posted(act("reject", submitted, alice, comment="Say where the harbour is."))
    assert list(told) == ["editor"]
    assert "Changes are wanted in “Tide tables go digital”" in told["editor"]
    assert "Alice writes:\nSay where the harbour is." in told["editor"]
    assert f"/desk/snippets/content/article/edit/{submitted.pk}/" in told["editor"]


def test_and_that_it_was_approved(submitted, alice):
    assert list(posted(act("approve", submitted, alice))) == ["editor"]


def test_the_one_it_is_assigned_to_is_told_in_their_language(draft, alice, editor):
    UserProfile.objects.create(user=editor, preferred_language="zh-hans")
    told = posted(act("assign", draft, alice, to=editor.pk, due="2026-03-02"))
    assert "Tide tables go digital" in told["editor"]
    assert "2026年3月2日" in told["editor"]


def test_another_day_alone_is_no_letter(draft, alice, editor):
    act("assign", draft, alice, to=editor.pk)
    assert posted(act("assign", draft, alice, due="2026-03-03")) == {}


def test_nor_is_what_was_taken_back_or_is_unwanted(submitted, alice, editor):
    decision = act("reject", submitted, alice, comment="No.")
    UserProfile.objects.create(user=editor, rejected_notifications=False)
    assert posted(decision) == {}
    UserProfile.objects.update(rejected_notifications=True)
    assert list(posted(decision)) == ["editor"]
    decision.undo(by=alice)
    assert posted(decision) == {}


def test_they_are_sent_in_the_background_each_by_itself(draft, editor, alice, bob, mailoutbox):
    GroupApprovalTask.objects.get(name="Editor's check").groups.add(Group.objects.get(name="Operators"))
    decision = act("submit", draft, editor)
    row = Outbox.objects.get(once=f"content.tell:{decision.pk}")
    assert (row.task, row.args) == (tell.module_path, [decision.pk])
    tell.func(decision.pk)
    tell.func(decision.pk)
    each = Outbox.objects.filter(task=tell_one.module_path).values_list("args", flat=True)
    assert sorted(each) == [[decision.pk, user.pk] for user in (alice, bob)]
    assert mailoutbox == []
    tell_one.func(decision.pk, bob.pk)
    assert [letter.to for letter in mailoutbox] == [["bob@example.com"]]
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("verb", ["approve", "reject"])
def test_titles_are_one_line(draft, alice, editor, verb):
    draft.title = "Two\nlines"
    draft.save_revision(user=editor)
    act("submit", draft, editor)
    assert all("\n" not in letter.subject for letter in letters(act(verb, draft, alice, comment="x")))
