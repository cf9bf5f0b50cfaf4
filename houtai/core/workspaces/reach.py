"""Which machines may be talked to when somebody else named the address: public ones, on the ports of web servers."""

from __future__ import annotations

import ipaddress
import socket

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# The ports of public web servers; others (databases, mail, printers …) must not be talked to at a stranger's wish.
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


def place(host: str, port: int) -> str:
    """How lists of admitted machines name one: 192.0.2.7:8080, [2001:db8::7]:80."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
