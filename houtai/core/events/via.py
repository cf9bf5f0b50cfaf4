"""The token in a link that says which decision reached which reader, so that the click comes back with it."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import blake2b
from hmac import compare_digest

from django.conf import settings

MAC_BYTES = 6


@dataclass(frozen=True, kw_only=True)
class Via:
    """decision: key of the decision (at most 48 bits); reader: the reader's number (32 bits)."""

    decision: int
    reader: int

    def token(self, *, workspace: str) -> str:
        """22 characters of an address."""
        body = self.decision.to_bytes(6, "big") + self.reader.to_bytes(4, "big")
        return urlsafe_b64encode(body + mac(body, workspace)).decode().rstrip("=")

    @classmethod
    def read(cls, token: str, *, workspace: str) -> Via | None:
        """None for what is not ours."""
        try:
            raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        except (binascii.Error, ValueError):
            return None
        body, seal = raw[:10], raw[10:]
        if len(raw) != 10 + MAC_BYTES or not compare_digest(seal, mac(body, workspace)):
            return None
        return cls(decision=int.from_bytes(body[:6], "big"), reader=int.from_bytes(body[6:], "big"))


def mac(body: bytes, workspace: str) -> bytes:
    key = blake2b(f"via:{workspace}:{settings.SECRET_KEY}".encode(), digest_size=32).digest()
    return blake2b(body, key=key, digest_size=MAC_BYTES).digest()
