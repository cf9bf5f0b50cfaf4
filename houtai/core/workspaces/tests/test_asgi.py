"""Requests reach the workspace of their host, and nothing of another."""

import asyncio
from contextvars import Context

import pytest
from django.http import HttpResponse

from houtai.core.workspaces import pool, registry
from houtai.core.workspaces.asgi import ByHost
from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import Host
from houtai.core.workspaces.preparation import create_workspace

pytestmark = pytest.mark.django_db(transaction=True)


async def says_workspace(scope, receive, send):
    response = HttpResponse(current())
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": response.content})


async def no_body():
    return {"type": "http.request", "body": b"", "more_body": False}


def ask(host, path="/", app=says_workspace):
    async def request():
        sent = []

        async def send(message):
            sent.append(message)

        await ByHost(app)({"type": "http", "path": path, "headers": [(b"host", host.encode())]}, no_body, send)
        return sent[0]["status"], sent[1]["body"].decode()

    registry.forget_hosts()
    return Context().run(asyncio.run, request())


def test_an_allowed_host_leads_to_the_default_workspace(settings):
    settings.ALLOWED_HOSTS = ["desk.example"]
    assert ask("desk.example:8000") == (200, registry.default_workspace())


def test_a_host_of_its_own_leads_to_its_workspace(settings):
    settings.ALLOWED_HOSTS = [".example"]
    workspace = create_workspace(name="Own")
    Host.objects.create(name="own.example", workspace=workspace)
    assert ask("own.example") == (200, workspace.pk)


def test_a_forged_host_finds_nothing(settings):
    settings.ALLOWED_HOSTS = ["desk.example"]
    for host in ("evil.example", "", "desk.example.evil", "desk.example@evil", "../etc"):
        assert ask(host)[0] == 404


def test_health_is_told_to_any_host():
    assert ask("10.0.0.7", "/healthz") == (200, "ok\n")


def test_a_request_that_fails_gives_its_connections_back():
    async def fails(scope, receive, send):
        raise ZeroDivisionError

    pool.drain()
    with pytest.raises(ZeroDivisionError):
        ask("localhost", app=fails)
    assert pool.idle_count() == 1
