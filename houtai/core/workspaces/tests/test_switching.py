"""One identity goes from workspace to workspace without a second password."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import now

from houtai.core.workspaces.context import enter
from houtai.core.workspaces.lifecycle import make, suspend
from houtai.core.workspaces.models import HandOver, Member, User
from houtai.core.workspaces.switching import destinations

pytestmark = pytest.mark.django_db(transaction=True)
HERE, THERE = "http://testserver", "http://there.example.com:8000"
TOKEN = re.compile(r'name="token" value="([\w-]{43})"')


@pytest.fixture
def there(owner):
    return make(name="There", host="there.example.com", owner=owner.identity).pk


@pytest.fixture
def desk(client, owner, there):
    client.force_login(User.objects.get(pk=owner.pk))
    return client


def depart(desk, to):
    page = desk.post(f"/desk/workspaces/switch/{to}/")
    return page, TOKEN.search(page.content.decode()).group(1)


def arrive(workspace, token, origin=HERE, browser=None):
    with enter(workspace):
        browser = browser or Client(headers={"host": "there.example.com"})
        answer = browser.post("/account/arrive/", {"token": token}, headers={"origin": origin})
        return answer, browser.get("/desk/").status_code, browser


def home(browser):
    return browser.get("/desk/").content.decode()


def test_the_token_signs_in_there_and_only_its_digest_is_kept(desk, there, owner):
    page, token = depart(desk, there)
    assert "form-action 'self' http://there.example.com:" in page["Content-Security-Policy"]
    assert f"{there}" in HandOver.objects.get().workspace_id
    assert token not in HandOver.objects.get().digest
    answer, at_desk, _browser = arrive(there, token)
    assert (answer.status_code, answer["Location"], at_desk) == (302, "/desk/", 200)


def test_a_token_works_once(desk, there):
    _page, token = depart(desk, there)
    arrive(there, token)
    answer, at_desk, _browser = arrive(there, token)
    assert (answer.status_code, at_desk) == (403, 302)
    assert "was used already" in answer.content.decode()


@pytest.mark.parametrize("origin", ["http://evil.example.com", "null", "", THERE, "http://testserver.evil.com"])
def test_a_token_shown_by_another_page_signs_nobody_in_and_is_used_up(desk, there, origin):
    _page, token = depart(desk, there)
    assert [arrive(there, token, origin=origin)[1], arrive(there, token)[1]] == [302, 302]


@pytest.mark.parametrize("token", ["", "A" * 43, "é", "\x00"])
def test_a_forged_token_is_refused(there, token):
    assert arrive(there, token)[0].status_code == 403


def test_a_token_is_for_one_workspace(desk, there, owner):
    other = make(name="Other", host="other.example.com", owner=owner.identity).pk
    _page, token = depart(desk, there)
    assert arrive(other, token)[1] == 302
    assert arrive(there, token)[1] == 200


def test_after_thirty_seconds_a_token_is_dead(desk, there):
    _page, token = depart(desk, there)
    HandOver.objects.update(expires_at=now() - timedelta(seconds=1))
    assert arrive(there, token)[0].status_code == 403


def test_it_dies_with_the_session_it_came_from(desk, there):
    _page, token = depart(desk, there)
    desk.post("/desk/logout/")
    assert arrive(there, token)[0].status_code == 403


def test_who_was_removed_there_does_not_arrive(desk, there):
    _page, token = depart(desk, there)
    Member.objects.filter(workspace=there).update(active=False)
    assert arrive(there, token)[0].status_code == 403


def test_nobody_leaves_for_a_workspace_that_is_not_his(client, alice, there):
    client.force_login(alice)
    for to in (there, "nowhere", "https:evil.example.com"):
        assert client.post(f"/desk/workspaces/switch/{to}/").status_code == 404
    assert HandOver.objects.count() == 0


def test_leaving_needs_the_desk_and_a_post(client, charlie, desk, there):
    assert desk.get(f"/desk/workspaces/switch/{there}/").status_code == 405
    client.force_login(charlie)
    assert client.post(f"/desk/workspaces/switch/{there}/").status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.cookies.update(desk.cookies)
    assert strict.post(f"/desk/workspaces/switch/{there}/").status_code == 403
    assert HandOver.objects.count() == 0


def test_the_menu_names_the_others_and_is_not_there_without_any(client, alice, desk, there):
    assert "There \\u2013 there.example.com" in home(desk)
    client.force_login(alice)
    assert "switch-workspace" not in home(client)


def test_a_suspended_workspace_is_no_destination(owner, there):
    from houtai.core.workspaces.models import Workspace

    assert [each.workspace for each in destinations(owner)] == [there]
    suspend(Workspace.objects.get(pk=there), at=now())
    assert destinations(owner) == []


def test_one_without_a_host_name_is_reached_at_an_address_of_ours(owner, there):
    lonely = make(name="Lonely", owner=owner.identity).pk
    assert [each.host for each in destinations(owner)] == [f"{lonely}.localhost:8000", "there.example.com:8000"]


def test_signing_out_signs_out_of_what_was_switched_to_and_from(desk, there):
    _page, token = depart(desk, there)
    browser = arrive(there, token)[2]
    with enter(there):
        browser.post("/desk/logout/")
    assert desk.get("/desk/").status_code == 302


def test_signing_out_leaves_other_browsers_alone(desk, there, owner):
    other = Client()
    other.force_login(User.objects.get(pk=owner.pk))
    _page, token = depart(desk, there)
    browser = arrive(there, token)[2]
    desk.post("/desk/logout/")
    with enter(there):
        assert browser.get("/desk/").status_code == 302
    assert other.get("/desk/").status_code == 200
