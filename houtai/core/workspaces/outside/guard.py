"""Others name the addresses we send to, so none may lead into our own network."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from houtai.core.workspaces.outside.admission import admitted
from houtai.core.workspaces.reach import PORTS, is_public, place

LONGEST = 2000


class NotAdmitted(ValueError):
    """The address is not one that we send to."""


def origin_of(url: str) -> str:
    """Scheme and machine of an address that may be sent to. Raises NotAdmitted; names are checked when connecting."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise NotAdmitted("not a web address") from None
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url or "\\" in url or not host:
        raise NotAdmitted("not a web address")
    if parts.scheme in ("http", "https") and place(host, port) in admitted():
        return f"{parts.scheme}://{parts.netloc}"
    if parts.scheme != "https" or parts.username is not None or port not in PORTS:
        raise NotAdmitted("only https addresses without a password are sent to")
    if is_address(host) and not is_public(host):
        raise NotAdmitted("this address leads into a private network")
    return f"{parts.scheme}://{parts.netloc}"


def is_address(host: str) -> bool:
    """Whether a host is an IP address in any way of writing one that a resolver would take."""
    try:
        socket.getaddrinfo(host, None, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return False
    return True
