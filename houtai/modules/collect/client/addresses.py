"""Which machines may be reached: public ones, and those that the caller expressly admits."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue

from houtai.modules.collect.client.errors import NameUnknown, NotAdmitted, PrivateAddress, TooSlow

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]

# The ports of public web servers; others (databases, mail, printers …) must not be talked to by a feed's wish.
PORTS = frozenset({80, 443, 8000, 8008, 8080, 8081, 8443, 8888})

# Global by the standard library's account, yet leading elsewhere: relays, translators, documentation, benchmarks.
ELSEWHERE = [
    ipaddress.ip_network(text)
    for text in (
        *("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24"),
        *("192.175.48.0/24", "198.18.0.0/15", "224.0.0.0/3"),
        *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
    )
]
GLOBAL_V6 = ipaddress.ip_network("2000::/3")


def is_public(text: str) -> bool:
    """Whether an IP address is an ordinary public one. Mapped and translated IPv4 addresses never are."""
    try:
        address: Address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if address.version == 6 and address not in GLOBAL_V6:
        return False
    return address.is_global and not any(address in network for network in ELSEWHERE)


def resolve(host: str, port: int) -> list[str]:
    """Every IP address of a name, in the system's order. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in found))


def checked(
    host: str,
    port: int,
    *,
    admit: frozenset[str],
    closed: bool,
    resolve: Resolve,
    seconds: float,
) -> list[str]:
    """The addresses to connect to. One private answer refuses the name: it is either a mistake or an attack.

    Raises NameUnknown, PrivateAddress, NotAdmitted, TooSlow.
    """
    if place(host, port) in admit:
        return [host]
    if closed:
        raise NotAdmitted(host)
    answers = in_time(lambda: resolve(host, port), host=host, seconds=seconds)
    if not answers:
        raise NameUnknown(host)
    if not all(place(answer, port) in admit or is_public(answer) for answer in answers):
        raise PrivateAddress(host)
    return answers


def place(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def in_time(question: Callable[[], list[str]], *, host: str, seconds: float) -> list[str]:
    """Asks in a thread, because the system's resolver takes no time limit."""
    answers: SimpleQueue[list[str] | None] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(question())
        except (OSError, UnicodeError):
            answers.put(None)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0.001))
    except Empty:
        raise TooSlow(host, seconds=round(seconds)) from None
    if answer is None:
        raise NameUnknown(host)
    return answer
