"""What signs somebody in at one workspace is worth nothing at another, though the person is a member of both."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import Context

import pytest
from django.test import Client

from conftest import PASSWORD
from houtai.core.workspaces import pool, registry
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import Member, User, Workspace
from houtai.core.workspaces.tests.twins import twins  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db(transaction=True)


def outside(work):
    """As a server's thread does it, which knows no workspace."""

    def begun():
        try:
            return work()
        finally:
            pool.release()

    registry.forget_hosts()
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(Context().run, begun).result()


@pytest.fixture
def hosts(twins):  # noqa: F811 - the fixture of this name
    for twin in twins:
        with enter(twin.key):
            User.objects.create_superuser("both@example.com", PASSWORD)
    return twins[0].host, twins[1].host


def signed_in(host):
    client = Client(headers={"host": host})
    assert client.post("/account/login/", {"login": "both@example.com", "password": PASSWORD}).status_code == 302
    return client


def status(client, host, path="/desk/"):
    return client.get(path, headers={"host": host}).status_code


def test_a_session_of_one_is_a_strangers_in_the_other(hosts):
    def walk():
        cookie = signed_in(hosts[0]).cookies["sessionid"].value
        found = []
        for host in (hosts[0], hosts[1], hosts[0], "localhost"):
            taken = Client()
            taken.cookies["sessionid"] = cookie
            found.append(status(taken, host))
        return found

    assert outside(walk) == [200, 302, 200, 302]


def test_a_cookie_names_no_domain_so_that_browsers_send_it_to_no_other_host(hosts):
    cookies = outside(lambda: signed_in(hosts[0]).cookies)
    assert {"sessionid", "csrftoken"} <= cookies.keys()
    assert {cookie["domain"] for cookie in cookies.values()} == {""}


def test_a_form_sent_from_the_others_pages_is_refused(hosts):
    def send(origin):
        client = Client(headers={"host": hosts[0], "origin": f"http://{origin}"}, enforce_csrf_checks=True)
        token = client.get("/account/login/").cookies["csrftoken"].value
        return client.post("/account/login/", {"login": "x@example.com", "csrfmiddlewaretoken": token}).status_code

    assert outside(lambda: [send(host) for host in (hosts[0], hosts[1], "localhost:8000")]) == [200, 403, 403]


def test_whoever_left_one_stays_signed_in_at_the_other(hosts):
    def walk():
        one, two = signed_in(hosts[0]), signed_in(hosts[1])
        left = Workspace.objects.get(hosts__name=hosts[0])
        Member.objects.filter(workspace=left).update(active=False)
        return status(one, hosts[0]), status(two, hosts[1])

    assert outside(walk) == (302, 200)


def test_a_session_of_a_suspended_workspace_opens_nothing_and_lives_on(hosts):
    def walk():
        client, found = signed_in(hosts[0]), []
        for state in ("suspended", "leaving", "active"):
            Workspace.objects.filter(hosts__name=hosts[0]).update(state=state)
            registry.forget_hosts()
            found.append(status(client, hosts[0]))
        return found

    assert outside(walk) == [503, 404, 200]
