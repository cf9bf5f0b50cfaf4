"""The platform's pages are there for whoever runs the platform, in the default workspace; for nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import User, Workspace

SAFE = ["platform.workspaces", "platform.make_workspace", "platform.free", "platform.several"]
OF_ONE = ["platform.workspace", "platform.made"]


def doors(key):
    return [reverse(name) for name in SAFE] + [
        *(reverse(name, args=[key]) for name in OF_ONE),
        *(reverse("platform.act", args=[key, verb]) for verb in ("suspend", "rename", "add_host", "leave")),
    ]


@pytest.mark.parametrize("name", ["charlie", "bob", "alice"])
def test_others_find_nothing(name, request, client, news):
    client.force_login(request.getfixturevalue(name))
    assert {client.get(door).status_code for door in doors(news.pk)} <= {302, 403, 404}
    assert {client.post(door).status_code for door in doors(news.pk)} <= {302, 403, 404, 405}
    assert Workspace.objects.get(pk=news.pk).state == "active"


def test_a_superuser_of_another_workspace_finds_nothing(news):
    with enter(news.pk):
        boss = User.objects.create_superuser("boss@example.com", "correct horse battery")
        client = Client(headers={"host": "news.example.com"})
        client.force_login(boss)
        assert client.get("/desk/").status_code == 200
        assert b"/desk/platform/" not in client.get("/desk/").content
        assert {client.get(door).status_code for door in doors(news.pk)} == {404}
        assert {client.post(door).status_code for door in doors(news.pk)} <= {404, 405}
        assert not Workspace.objects.visible_to(boss).exists()


def test_who_runs_the_platform_finds_all(signed_in, news):
    assert {signed_in.get(door).status_code for door in doors(news.pk)} == {200}
    assert b"/desk/platform/" in signed_in.get("/desk/").content


def test_a_member_who_was_given_the_permission_runs_it_too(client, bob, news):
    from django.contrib.auth.models import Permission

    bob.groups.first().permissions.add(Permission.objects.get(codename="change_workspace"))
    client.force_login(bob)
    assert client.get(reverse("platform.workspaces")).status_code == 200


def test_what_does_not_exist_is_not_there(signed_in, db):
    assert {signed_in.get(door).status_code for door in doors("nothing")[len(SAFE) :]} == {404}
