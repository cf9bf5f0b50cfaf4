"""Who comes by a link suggests or reads, is bound by whoever answers for them, and is out when the invitation ends."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from houtai.core.catalog.catalog import catalog
from houtai.modules.coedit.models import Guest, access
from houtai.modules.coedit.sockets import hub, hubs
from houtai.modules.coedit.tests.browsers import Browser, asked, cookie_of, first_text, live, typed
from houtai.modules.coedit.tests.conftest import BODY, log_of, path_of, room_of
from houtai.modules.coedit.tests.test_the_text_goes_into_drafts import MARK

pytestmark = pytest.mark.once("who gets in is asked of the same rows as every desk page")


@pytest.fixture
def guest(article, alice):
    """Suggests."""
    return invited(article, alice)


def invited(article, by, **fields):
    values = {"name": "Gina", "opened": now(), "expires": now() + timedelta(days=1), **fields}
    return Guest.objects.create(room=room_of(article), inviter=by, **values)


def suggested(doc, letters):
    before = doc.get_state()
    first_text(doc).insert(0, letters, MARK)
    return doc.get_update(before)


def test_a_guest_suggests_and_writes_nothing_else(article, alice, guest, page):
    cookie, token = cookie_of(alice), guest.token

    async def work():
        ann, gina = await page(cookie).join(), await Browser(path_of(article), guest=token).join()
        assert gina.find("welcome")["role"] == "suggest"
        await gina.acknowledged(gina.send(suggested(gina.doc, "Perhaps ")))
        await ann.until(lambda: "Perhaps" in str(first_text(ann.doc)))
        assert ann.text == BODY
        gina.send(typed(gina.doc, "Surely "))
        assert await gina.ended() == 4422
        assert len(await asked(log_of, article)) == 1

    live(work())


def test_a_guest_may_no_more_than_whoever_invited_them(article, viewer):
    token = invited(article, viewer, role="write").token

    async def work():
        gina = await Browser(path_of(article), guest=token).join()
        assert gina.find("welcome")["role"] == "read"

    live(work())


def test_a_guest_whose_time_is_over_is_asked_for_at_each_turn(article, alice, guest, page, monkeypatch):
    cookie, token = cookie_of(alice), guest.token

    async def never(self):
        return None

    monkeypatch.setattr(hub.Hub, "_ask_again", never)

    async def work():
        await page(cookie).join()
        gina = await Browser(path_of(article), guest=token).join()
        here = hubs.hub()
        links = [(room, link) for room in here.rooms.values() for link in room.relay.links]
        once = [here._due(links) for _turn in links]
        for one in (hub, access):
            monkeypatch.setattr(one, "now", lambda: guest.expires)
        twice = [here._due(links) for _turn in links]
        over = [[link.access.key for _room, link in due].count(guest.key) for due in (*once, *twice)]
        assert sorted(over[:2]) == [0, 1]
        assert min(over[2:]) == 1
        await here.ask(twice[0])
        assert await gina.ended() == 4403

    live(work())


def ends(article, guest, alice):
    catalog.action("coedit.disinvite").run(article, by=alice, guest=guest.pk)


def loses_the_inviter(article, guest, alice):
    alice.groups.clear()


@pytest.mark.parametrize("way", [ends, loses_the_inviter])
def test_a_guest_is_out_at_once(way, article, alice, guest):
    token = guest.token

    async def work():
        gina = await Browser(path_of(article), guest=token).join()
        await asked(way, article, guest, alice)
        assert await gina.ended() in (4403, 4404)

    live(work())


@pytest.mark.parametrize("fields", [{"opened": None}, {"expires": now()}, {"revoked": now()}])
def test_a_link_that_is_not_good_opens_nothing(fields, article, alice):
    tokens = [invited(article, alice, **fields).token, "1:forged:x", invited(article, alice).token[:-1]]

    async def work():
        for token in tokens:
            assert await (await Browser(path_of(article), guest=token).join()).ended() == 4403

    live(work())
