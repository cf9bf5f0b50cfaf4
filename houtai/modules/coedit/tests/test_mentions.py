"""Who is mentioned gets a letter that says by whom and where, and only who may see the text."""

from sqlite3 import SQLITE_LIMIT_VARIABLE_NUMBER

from django.core import mail
from django.db import connection
from pycrdt import XmlElement, XmlText

from houtai.core.workspaces.tasks import relay
from houtai.core.workspaces.worker import Worker
from houtai.modules.coedit.models import Mention, Room, Update
from houtai.modules.coedit.models import mention as model
from houtai.modules.coedit.models.room import changed_by, next_settling
from houtai.modules.coedit.tasks import settle
from houtai.modules.coedit.tests.browsers import fragment
from houtai.modules.coedit.tests.conftest import room_of


def mention(room: Room, *users):
    room.edit(lambda doc: naming(doc, *users))


def naming(doc, *users):
    for user in users:
        block = fragment(doc).children[0]
        block.children.append(XmlElement("mention", {"id": str(user.pk), "label": "x"}))


def work_off():
    worker = Worker()
    while relay() or worker.run_one():
        pass


def letters():
    settle.func()
    work_off()
    found = list(mail.outbox)
    mail.outbox.clear()
    return found


def test_each_is_told_again_when_the_text_mentions_them_once_more(article, bob, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    room = room_of(article)
    mention(room, bob)
    (letter,) = letters()
    assert letter.to == [bob.email]
    assert letter.subject == "Somebody mentions you in “Tides”"
    assert f"/article/edit/{article.pk}/" in letter.body
    room.edit(lambda doc: fragment(doc).children[0].children.append(XmlText(" Or not.")))
    assert letters() == []
    mention(room, bob)
    assert len(letters()) == 1
    room.edit(lambda doc: fragment(doc).children.__delitem__(0))
    assert letters() == []
    room.edit(lambda doc: fragment(doc).children.append(XmlElement("paragraph")))
    mention(room, bob)
    assert len(letters()) == 1


def test_the_letter_says_who_mentions_whom_and_in_which_words(article, alice, bob, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    room = room_of(article)
    for client, who, user in ((7, "Ann\nof the desk", bob), (8, "Ben", alice)):
        writer = room.writers.create(client=client, key=f"u{user.pk + 1000}", name=who)

        def say(doc, user=user, who=who):
            words: list[XmlElement | XmlText] = [
                XmlText(f"{who[:3]} asks "),
                XmlElement("mention", {"id": str(user.pk), "label": "You"}),
                XmlText("!"),
            ]
            fragment(doc).children.append(XmlElement("paragraph", contents=words))

        changes = changed_by(say, room.document())
        Update.append(room.pk, room.epoch, [(change, writer.pk) for change in changes])
    mention(room, nobody("77"))
    found = {letter.to[0]: letter for letter in letters()}
    assert found[bob.email].subject == "Ann of the desk mentions you in “Tides”"
    assert "Ann of the desk mentions you in the text “Tides”:" in found[bob.email].body
    assert "Ann asks @You!" in found[bob.email].body
    assert found[alice.email].subject == "Ben mentions you in “Tides”"


def test_whoever_mentions_themselves_is_not_told_and_nobody_too_often(article, alice, bob, monkeypatch, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    monkeypatch.setattr(model, "MOST", 2)
    room = room_of(article)
    writer = room.writers.create(client=7, key=f"u{alice.pk}", name="Alice")
    told = []
    for _ in range(3):
        changes = changed_by(lambda doc: naming(doc, alice, bob), room.document())
        Update.append(room.pk, room.epoch, [(change, writer.pk) for change in changes])
        told += [(letter.to[0], letter.subject) for letter in letters()]
    assert told == [(bob.email, "Alice mentions you in “Tides”")] * 2


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
