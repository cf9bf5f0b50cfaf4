"""Endpoints come from strangers."""

import socket

import pytest

from houtai.core.workspaces.outside.guard import NotAdmitted, origin_of
from houtai.modules.push.sample import Sinks
from houtai.modules.push.tests.channels import sinks
from houtai.modules.push.tests.sinking import message, send

__all__ = ["sinks"]

INSIDE = [
    "http://push.example.com/x",
    "https://127.0.0.1/x",
    "https://127.1/x",
    "https://0x7f000001/x",
    "https://2130706433/x",
    "https://[::1]/x",
    "https://[::ffff:10.0.0.1]/x",
    "https://169.254.169.254/latest/meta-data",
    "https://10.0.0.7:443/x",
    "https://push.example.com:22/x",
    "https://user@push.example.com/x",
    "https://push.example.com\\@10.0.0.1/x",
    "ftp://push.example.com/x",
    "https:///x",
    "https://[::1/x",
    "https://example.com/" + "x" * 3000,
    "",
]


@pytest.mark.parametrize("url", INSIDE)
def test_an_address_inside_is_refused_before_anything_is_asked(url: str):
    with pytest.raises(NotAdmitted):
        origin_of(url)


def test_a_public_service_is_let_through():
    assert origin_of("https://fcm.googleapis.com/fcm/send/abc:def") == "https://fcm.googleapis.com"
    assert origin_of("https://8.8.8.8/x") == "https://8.8.8.8"


def test_loopback_is_sent_to_only_when_it_is_admitted(sinks: Sinks, settings):
    settings.PUSH_ADMIT = []
    (receipt,) = send("webpush", message("k", sinks.subscription("anna")))
    assert receipt.state == "failed"
    assert sinks.books.tries == 0


def test_a_public_name_with_a_private_answer_is_not_connected_to(sinks: Sinks, monkeypatch):
    def lying(host, port, *_args, **_kwargs):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", sinks.port))]

    monkeypatch.setattr(socket, "getaddrinfo", lying)
    address = {**sinks.subscription("anna"), "endpoint": "https://push.example.com/push/anna"}
    # The host itself is taken for an IP address by the lying resolver, so ask past the first look.
    monkeypatch.setattr("houtai.core.workspaces.outside.guard.is_address", lambda host: False)
    (receipt,) = send("webpush", message("k", address))
    assert receipt.state == "retry"
    assert sinks.books.tries == 0
