"""An older text comes back as an edit of the live one, so whoever is writing keeps what they write."""

from django.test import Client
from django.urls import reverse

from houtai.modules.coedit.models import Version
from houtai.modules.coedit.tests.browsers import asked, cookie_of, live, typed
from houtai.modules.coedit.tests.conftest import BODY, room_of


def restored(user, version):
    desk = Client()
    desk.force_login(user)
    room = version.room
    return desk.post(reverse("coedit.restore", args=[room.kind, room.key, room.field, version.pk]))


def test_who_is_writing_keeps_their_words(article, alice, bob, page):
    first = Version.keep(room_of(article), name="First")
    cookies = [cookie_of(alice), cookie_of(bob)]

    async def work():
        ann, ben = [await page(cookie).join() for cookie in cookies]
        await ann.write("Wrong. ")
        await ben.says(ann.text)
        mine = typed(ben.doc, " Mine.", at=len("Wrong. The tide is high."))
        assert (await asked(restored, alice, first)).status_code == 302
        await ben.acknowledged(ben.send(mine))
        await ann.says("<p>The tide is high. Mine.</p>")
        await ben.says(ann.text)

    live(work())
    kept = [(version.name, version.html) for version in room_of(article).versions.order_by("pk")]
    assert kept == [
        ("First", BODY),
        ("", "<p>Wrong. The tide is high.</p>"),
        (kept[2][0], BODY),
    ]
    assert "First" in kept[2][0]


def test_a_rewrite_that_changes_nothing_writes_nothing(article):
    room = room_of(article)
    assert room.rewrite(BODY) == 0
    assert room.rewrite("<p>The tide is low.</p>") == 1
    assert room.rewrite("<p>The tide is low.</p>") == 1
    assert room.rewrite("") == 2
    assert room.html() == ""


def test_only_deleting_is_a_change_too(article):
    room = room_of(article)
    assert room.rewrite("<p>The tide.</p>") == 1
    assert room_of(article).html() == "<p>The tide.</p>"


def test_what_houtai_writes_has_no_author_and_the_last_author_stays_known(article, alice, page):
    cookie = cookie_of(alice)

    async def work():
        await (await page(cookie).join()).write("Now ")

    live(work())
    room = room_of(article)
    room.rewrite(BODY)
    assert list(room.updates.order_by("seq").values_list("writer__name", flat=True)) == ["Alice", None]
    assert room.last_writer == "Alice"
