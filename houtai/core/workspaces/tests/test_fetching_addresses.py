"""Only public machines are reached, however their address is written."""

import threading

import pytest
from httpcore import ConnectionPool

from houtai.core.workspaces.fetching.errors import (
    NameUnknown,
    NotAdmitted,
    PrivateAddress,
    TooSlow,
    WrongPort,
    WrongScheme,
)
from houtai.core.workspaces.fetching.guard import Deadline, Guard
from houtai.core.workspaces.fetching.network import fetch
from houtai.core.workspaces.reach import is_public
from houtai.core.workspaces.tests.loopback import reply, serving

PRIVATE = [
    *("127.0.0.1", "10.0.0.1", "172.16.9.9", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),
    *("255.255.255.255", "240.0.0.1", "198.18.0.1", "192.0.0.8", "192.0.2.1", "192.88.99.1"),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8"),
    *("64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1", "2001:db8::1", "::127.0.0.1", "nonsense", ""),
]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_or_special_address_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "2400:3200::1"])
def test_an_ordinary_address_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/"])
def test_a_private_address_is_refused_in_every_spelling(url):
    with pytest.raises(PrivateAddress):
        fetch(url)


def test_a_name_whose_dns_answer_is_private_is_refused():
    with pytest.raises(PrivateAddress):
        fetch("http://news.example/", resolve=lambda host, port: ["10.1.2.3"])


def test_one_private_answer_among_public_ones_refuses_the_name():
    with pytest.raises(PrivateAddress):
        fetch("http://news.example/", resolve=lambda host, port: ["93.184.215.14", "127.0.0.1"])


def test_the_name_is_resolved_once_and_what_was_checked_is_connected_to():
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    with serving(lambda handler: reply(handler, b"hello")) as place:
        guard = Guard(deadline=Deadline.after(5), resolve=lambda *_: next(answers), admit=place.admit, closed=False)
        with ConnectionPool(network_backend=guard) as pool:
            answer = pool.request("GET", f"http://news.example:{place.port}/")
    assert answer.content == b"hello"
    assert next(answers) == ["10.0.0.1"]


def test_a_redirect_to_a_private_address_is_refused():
    with (
        serving(lambda handler: reply(handler, status=302, Location="http://169.254.169.254/latest/")) as place,
        pytest.raises(PrivateAddress),
    ):
        fetch(place.url(), admit=place.admit)


def test_a_redirect_to_a_file_is_refused():
    with (
        serving(lambda handler: reply(handler, status=302, Location="file:///etc/passwd")) as place,
        pytest.raises(WrongScheme),
    ):
        fetch(place.url(), admit=place.admit)


def test_a_closed_fetch_refuses_all_others_without_asking_dns():
    asked = []

    def ask(host: str, port: int) -> list[str]:
        asked.append(host)
        return []

    with pytest.raises(NotAdmitted):
        fetch("http://news.example/", closed=True, resolve=ask)
    assert asked == []


@pytest.mark.parametrize("url", ["ftp://news.example/", "http://", "nonsense", "http://alice:secret@news.example/", ""])
def test_what_is_no_plain_web_address_is_refused(url):
    with pytest.raises(WrongScheme):
        fetch(url)


def test_a_port_of_another_service_is_refused():
    with pytest.raises(WrongPort):
        fetch("http://news.example:25/")


def test_an_unknown_name_is_said_to_be_unknown():
    def unknown(host: str, port: int) -> list[str]:
        raise OSError

    with pytest.raises(NameUnknown):
        fetch("http://news.example/", resolve=unknown)


def test_a_name_server_that_does_not_answer_costs_no_more_than_the_deadline():
    never = threading.Event()
    with pytest.raises(TooSlow):
        fetch("http://news.example/", deadline=0.1, resolve=lambda host, port: [str(never.wait(5))])
