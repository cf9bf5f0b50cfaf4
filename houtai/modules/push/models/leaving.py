"""How a reader opts out: by a link that says who, which channel, and which decision reached them."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from hmac import compare_digest

from django.conf import settings
from django.urls import reverse

from houtai.core.readers.models import Channel, Consent, Reader
from houtai.core.workspaces.context import current

BODY, SEAL = 11, 10
CHANNELS = tuple(Channel)


class NotALink(LookupError):
    """The token is forged, cut short, or another workspace's; or its reader is gone."""


@dataclass(frozen=True, kw_only=True)
class Leave:
    """reader: their number; decision: key of the decision that reached them (at most 48 bits), 0 for none."""

    reader: int
    channel: str
    decision: int = 0

    @property
    def token(self) -> str:
        """28 characters of an address, good in the current workspace only."""
        place = CHANNELS.index(Channel(self.channel)).to_bytes(1, "big")
        body = self.decision.to_bytes(6, "big") + self.reader.to_bytes(4, "big") + place
        return urlsafe_b64encode(body + seal(body)).decode().rstrip("=")

    @classmethod
    def read(cls, token: str) -> Leave:
        """Raises NotALink."""
        try:
            raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        except (binascii.Error, ValueError):
            raise NotALink from None
        body = raw[:BODY]
        if len(raw) != BODY + SEAL or not compare_digest(raw[BODY:], seal(body)) or body[10] >= len(CHANNELS):
            raise NotALink
        number, decision = int.from_bytes(body[6:10], "big"), int.from_bytes(body[:6], "big")
        return cls(reader=number, channel=str(CHANNELS[body[10]]), decision=decision)

    def url(self, *, base: str) -> str:
        """The whole address, for letters and notifications. base: scheme and host without a slash."""
        return base + reverse("push:leave", args=[self.token])

    def who(self) -> Reader:
        """The reader, or whom they turned out to be. Raises NotALink."""
        found = Reader.objects.select_related("merged").filter(pk=self.reader).first()
        if found is None:
            raise NotALink
        return found.merged or found

    def opt_out(self, channel: str = "", *, now: datetime) -> bool:
        """No more on this channel, from now on. False when that was so before: the first time is what counts."""
        return self.say(channel or self.channel, given=False, now=now)

    def opt_in(self, channel: str = "", *, now: datetime) -> bool:
        """Take that back. False when they had not opted out."""
        return self.say(channel or self.channel, given=True, now=now)

    def say(self, channel: str, *, given: bool, now: datetime) -> bool:
        reader = self.who()
        if wants(reader, channel) == given:
            return False
        said = {"given": given, "at": now, "how": "unsubscribe page", "decision": self.decision or None}
        Consent.objects.update_or_create(reader=reader, channel=channel, defaults=said)
        return True


def wants(reader: Reader, channel: str) -> bool:
    return not Consent.objects.filter(reader=reader, channel=channel, given=False).exists()


def seal(body: bytes) -> bytes:
    key = blake2b(f"leave:{current()}:{settings.SECRET_KEY}".encode(), digest_size=32).digest()
    return blake2b(body, key=key, digest_size=SEAL).digest()
