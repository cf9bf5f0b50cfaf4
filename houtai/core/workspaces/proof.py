"""How the process behind knows that a request comes from the one in front, and from whom that one had it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from django.conf import settings
from django.utils.crypto import salted_hmac

from houtai.core.workspaces.protocol import Scope

PROOF, CLIENT, SCHEME = b"x-houtai-proof", b"x-houtai-client", b"x-houtai-scheme"
OURS = {PROOF, CLIENT, SCHEME}
NOBODY = "-"
Lines = list[tuple[bytes, bytes]]


class Unproven(PermissionError):
    """Somebody else than the process in front talks to the one behind."""


def proven(scope: Scope) -> Lines:
    """The headers with which the process in front shows who it is and who asked it."""
    host, port = scope.get("client") or (NOBODY, 0)
    return [
        (PROOF, _proof()),
        (CLIENT, f"{host} {port}".encode("ascii", "ignore")),
        (SCHEME, str(scope.get("scheme", "http")).encode("ascii")),
    ]


def received(scope: Scope) -> Scope:
    """The request as the process in front had it. Raises Unproven."""
    said = dict(line for line in scope["headers"] if line[0] in OURS)
    if not secrets.compare_digest(said.get(PROOF, b""), _proof()):
        raise Unproven("a request without proof")
    host, _, port = said[CLIENT].decode("ascii").rpartition(" ")
    client = (host, int(port)) if host != NOBODY else None
    return {
        **scope,
        "headers": without(scope["headers"], OURS),
        "client": client,
        "scheme": said[SCHEME].decode("ascii"),
    }


def without(headers: Iterable[tuple[bytes, bytes]], names: set[bytes]) -> Lines:
    return [(name, value) for name, value in headers if name.lower() not in names]


def _proof() -> bytes:
    key = settings.SECRET_KEY
    return salted_hmac("houtai.core.workspaces.proof", "inner", secret=key, algorithm="sha256").hexdigest().encode()
