"""Whoever is answered gets one letter until they speak themselves; who is mentioned, one of each comment."""

import pytest
from django.core import mail

from houtai.modules.coedit.models import Notice, notice
from houtai.modules.coedit.tests.conftest import room_of
from houtai.modules.coedit.tests.talkers import Talker
from houtai.modules.coedit.tests.test_guests_in_rooms import invited
from houtai.modules.coedit.tests.test_mentions import work_off


@pytest.fixture(autouse=True)
def _letters(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def letters():
    work_off()
    found = [(letter.to[0], letter.subject) for letter in mail.outbox]
    mail.outbox.clear()
    return found


def test_who_is_mentioned_is_told_by_whom_and_in_which_words(article, alice, bob):
    ann, ben = Talker(article, alice), Talker(article, bob)
    thread = ann.begin("@Bob, is it?", mentions=[bob.pk])["id"]
    ann.do("reply", thread=thread, text="@Bob?", mentions=[bob.pk])
    work_off()
    assert f"/article/edit/{article.pk}/?comment={thread}" in mail.outbox[0].body
    assert "Alice mentions you in a comment on the text “Tides”:\n\n> tide\n\n@Bob, is it?" in mail.outbox[0].body
    assert letters() == [(bob.email, "Alice mentions you in a comment on “Tides”")]
    ben.do("reply", thread=thread, text="It is.")
    assert letters() == [(alice.email, "Bob replies to a comment on “Tides”")]
    ann.do("reply", thread=thread, text="Thanks, @Bob", mentions=[bob.pk])
    assert letters() == [(bob.email, "Alice mentions you in a comment on “Tides”")]


def test_who_is_mentioned_in_a_later_comment_is_told_again(article, alice, bob):
    ann = Talker(article, alice)
    thread = ann.begin("@Bob, is it?", mentions=[bob.pk])["id"]
    assert len(letters()) == 1
    ann.do("reply", thread=thread, text="It may be.")
    assert letters() == []
    ann.do("reply", thread=thread, text="@Bob, or is it not?", mentions=[bob.pk])
    assert "or is it not?" in (work_off() or mail.outbox[0].body)
    assert len(letters()) == 1


def test_who_takes_part_gets_one_letter_for_many_answers(article, alice, editor):
    ann, ed = Talker(article, alice), Talker(article, editor)
    thread = ann.begin()["id"]
    assert letters() == []
    for text in ("Yes.", "I think.", "Or no."):
        ed.do("reply", thread=thread, text=text)
    assert letters() == [(alice.email, "Editor replies to a comment on “Tides”")]


def test_who_may_not_see_the_text_and_nobody_are_not_told(article, alice, charlie):
    Talker(article, alice).begin("@all", mentions=[charlie.pk, 2**52, alice.pk])
    assert letters() == []
    assert not Notice.objects.exists()


def test_who_loses_the_right_meanwhile_is_not_told(article, alice, bob):
    Talker(article, alice).begin("@Bob", mentions=[bob.pk])
    bob.groups.clear()
    assert letters() == []


def test_a_guest_is_answered_for_but_writes_to_nobody_of_their_own_choosing(article, alice, bob):
    gina = Talker(article, guest=invited(article, alice, role="write").token)
    thread = gina.begin("@Bob", mentions=[bob.pk])["id"]
    assert letters() == []
    Talker(article, alice).do("reply", thread=thread, text="Who?")
    assert letters() == []
    gina.do("reply", thread=thread, text="Me.")
    assert [to for to, _subject in letters()] == [alice.email]


def test_a_comment_that_is_gone_is_not_told(article, alice, bob):
    ann = Talker(article, alice)
    comment = ann.begin("@Bob", mentions=[bob.pk])["comments"][0]["id"]
    ann.do("delete", comment=comment)
    assert letters() == []


def test_nobody_gets_more_than_so_many_a_day(article, alice, bob, monkeypatch):
    monkeypatch.setattr(notice, "MOST", 2)
    ann = Talker(article, alice)
    for _ in range(4):
        ann.begin("@Bob", mentions=[bob.pk])
    assert len(letters()) == 2
    assert room_of(article).threads.count() == 4
