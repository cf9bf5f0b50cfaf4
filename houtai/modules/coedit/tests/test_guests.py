"""Somebody from outside comes by a link, for a while, into one text, with no more rights than whoever invited them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from houtai.core.catalog.catalog import catalog
from houtai.core.work.models import Decision
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.preparation import create_workspace
from houtai.modules.coedit.models import Guest
from houtai.modules.coedit.tests.browsers import Browser, asked, cookie_of, equal, live, typed
from houtai.modules.coedit.tests.conftest import path_of, written

pytestmark = pytest.mark.once("who gets in is asked of the same rows as every desk page")


def page_of(article, name="coedit.guests", *more):
    return reverse(name, args=["content.article", article.pk, "body", *more])


def invite(article, by, role="write"):
    client = Client()
    client.force_login(by)
    answer = client.post(page_of(article), {"name": "Grace", "role": role, "days": "7"}, follow=True)
    assert answer.status_code == 200
    return Guest.objects.latest("pk")


def door(guest, article):
    return Browser(path_of(article), guest=guest.token)


def test_a_guest_writes_beside_the_person_who_invited_them(article, alice):
    guest, cookie = invite(article, alice), cookie_of(alice)

    async def work():
        grace, ann = await door(guest, article).join(), await Browser(path_of(article), cookie).join()
        assert grace.find("welcome")["you"]["name"] == "Grace"
        await grace.write("From outside. ")
        await equal(grace, ann)
        assert "From outside. " in ann.text
        names = {who["name"] for who in ann.find("writers").values()}
        assert names == {"Grace"}

    live(work())
    guest.refresh_from_db()
    assert guest.seen


def test_inviting_and_ending_are_decisions_and_ending_shuts_the_door_at_once(article, alice):
    guest = invite(article, alice)

    def end():
        catalog.action("coedit.disinvite").run(article, by=alice, guest=guest.pk)

    async def work():
        grace = await door(guest, article).join()
        await asked(end)
        return await grace.ended(), await door(guest, article).join()

    code, again = live(work())
    assert code == 4403
    assert again.code == 4403
    assert Client().get(reverse("coedit:write", args=[guest.token])).status_code == 404
    assert list(Decision.objects.order_by("pk").values_list("action", flat=True)) == [
        "coedit.invite",
        "coedit.disinvite",
    ]


@pytest.mark.parametrize("role", ["suggest", "read"])
def test_who_may_only_suggest_or_read_cannot_write(article, alice, role):
    guest = invite(article, alice, role)

    async def work():
        grace = await door(guest, article).join()
        assert grace.find("welcome")["role"] == role
        grace.send(typed(grace.doc, "Mine "))
        return await grace.ended()

    assert live(work()) == {"suggest": 4422, "read": 4403}[role]
    assert guest.room.html() == article.body


def test_a_link_is_good_for_one_text_until_its_time_is_over(article, alice):
    guest, other = invite(article, alice), written(title="Other")

    async def work(target):
        return (await door(guest, target).join()).code

    assert live(work(other)) == 4404
    Guest.objects.update(expires=now() - timedelta(seconds=1))
    assert live(work(article)) == 4403
    assert Client().get(reverse("coedit:write", args=[guest.token])).status_code == 404


def test_a_forged_link_opens_nothing(article, alice):
    guest = invite(article, alice)
    for token in ("", "1:x", guest.token[:-1], guest.token.replace(str(guest.pk), "99", 1), "a" * 500):
        if token:
            assert Client().get(f"/write/{token}/").status_code == 404
            assert live(Browser(path_of(article), guest=token).join()).code == 4403


def test_another_workspaces_link_opens_nothing(article, alice):
    guest = invite(article, alice)
    with enter(create_workspace(name="Elsewhere").pk):
        theirs = Guest(pk=guest.pk, nonce=guest.nonce).token
    assert theirs != guest.token
    assert live(Browser(path_of(article), guest=theirs).join()).code == 4403


def test_the_page_of_a_guest_shows_the_text_and_keeps_out_of_caches(article, alice):
    answer = Client().get(reverse("coedit:write", args=[invite(article, alice).token]))
    assert answer.status_code == 200
    assert "Grace" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_who_may_not_invite_finds_no_page(article, viewer, charlie, alice):
    guest = invite(article, alice)
    for user in (viewer, charlie):
        client = Client()
        client.force_login(user)
        for method in (client.get, client.post):
            assert method(page_of(article)).status_code in (302, 404)
        assert client.post(page_of(article, "coedit.disinvite", guest.pk)).status_code in (302, 404)
    guest.refresh_from_db()
    assert guest.is_open


def test_a_name_is_only_text(article, alice):
    client = Client()
    client.force_login(alice)
    client.post(page_of(article), {"name": "<script>alert(1)</script>", "role": "read", "days": "1"})
    assert "<script>alert(1)" not in client.get(page_of(article)).content.decode()
    assert client.post(page_of(article), {"name": "", "role": "owner", "days": "9999"}).status_code == 200
    assert Guest.objects.count() == 1
