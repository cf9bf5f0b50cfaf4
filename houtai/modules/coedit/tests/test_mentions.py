"""Who is mentioned gets one letter, and only who may see the text."""

from sqlite3 import SQLITE_LIMIT_VARIABLE_NUMBER

from django.core import mail
from django.db import connection
from pycrdt import XmlElement

from houtai.core.workspaces.tasks import relay
from houtai.core.workspaces.worker import Worker
from houtai.modules.coedit.models import Mention, Room
from houtai.modules.coedit.models.room import next_settling
from houtai.modules.coedit.tasks import settle
from houtai.modules.coedit.tests.conftest import room_of


def mention(room: Room, *users):
    def does(doc):
        from houtai.modules.coedit.tests.browsers import fragment

        for user in users:
            block = fragment(doc).children[0]
            block.children.append(XmlElement("mention", {"id": str(user.pk), "label": "x"}))

    room.edit(does)


def work_off():
    worker = Worker()
    while relay() or worker.run_one():
        pass


def test_each_is_told_once(article, bob, alice, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    room = room_of(article)
    mention(room, bob)
    for _ in range(2):
        settle.func()
        work_off()
        mention(room, bob)
    (letter,) = mail.outbox
    assert letter.to == [bob.email]
    assert "Tides" in letter.subject
    assert f"/article/edit/{article.pk}/" in letter.body


def test_a_stranger_and_nobody_are_not_told(article, charlie):
    room = room_of(article)
    mention(room, charlie, nobody("99999999999999999999"))
    settle.func()
    assert not Mention.objects.exists()


def nobody(key):
    return type("Nobody", (), {"pk": key})


def test_more_mentions_than_a_query_takes(article, bob):
    mention(room_of(article), bob, *[nobody(1_000_000 + key) for key in range(120)])
    connection.ensure_connection()
    limited = connection.connection if connection.vendor == "sqlite" else None
    before = limited and limited.setlimit(SQLITE_LIMIT_VARIABLE_NUMBER, 100)
    try:
        settle.func()
    finally:
        if limited:
            limited.setlimit(SQLITE_LIMIT_VARIABLE_NUMBER, before)
    assert [row.user for row in Mention.objects.all()] == [bob]


def test_a_room_whose_mentions_cannot_be_told_holds_up_no_other(article, bob, monkeypatch, caplog):
    broken, room = Room.objects.create(kind="x.nothing", key="1", field="body", seq=1), room_of(article)
    mention(room, bob)
    note = Mention.note

    def noted(room):
        assert room != broken
        return note(room)

    monkeypatch.setattr(Mention, "note", noted)
    settle.func()
    assert [row.user for row in Mention.objects.all()] == [bob]
    assert f"Who is mentioned in room {broken} could not be told." in caplog.text


def test_it_is_due_at_once(article, bob):
    from django.utils.timezone import now

    at, room = now(), room_of(article)
    assert next_settling(now=at) is None
    mention(room, bob)
    assert next_settling(now=at) == at
    settle.func()
    assert next_settling(now=at) > at
