"""Readers name the addresses we send to, so none may lead into our own network."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult
from django.conf import settings

from houtai.core.workspaces.reach import PORTS, is_public, place

LONGEST = 2000
_more: ContextVar[frozenset[str]] = ContextVar("more", default=frozenset())


class NotAdmitted(ValueError):
    """The address is not one that we send to."""


def admitted() -> frozenset[str]:
    """Machines that may be reached although private or without https: the played day's and the tests' own."""
    return frozenset(settings.PUSH_ADMIT) | _more.get()


@contextmanager
def admitting(places: Iterable[str]) -> Iterator[None]:
    """Inside the block these machines ("host:port") may be reached too."""
    token = _more.set(frozenset(places))
    try:
        yield
    finally:
        _more.reset(token)


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


class PublicOnly(AbstractResolver):
    """The connection goes to the address that was checked. One private answer refuses a name."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM)
        if not all(is_public(str(answer[4][0])) or place(str(answer[4][0]), port) in admitted() for answer in found):
            raise OSError(f"{host} leads into a private network")
        return [self.result(host, port, answer) for answer in found]

    def result(self, host: str, port: int, answer: Any) -> ResolveResult:
        return ResolveResult(
            hostname=host,
            host=str(answer[4][0]),
            port=port,
            family=answer[0],
            proto=answer[2],
            flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
        )

    async def close(self) -> None:
        """Nothing is held."""
