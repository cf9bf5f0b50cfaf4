"""An arm as a page shows it, and the sealed token with which events tell it, so that nobody can make one up."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from hashlib import blake2b
from hmac import compare_digest
from struct import Struct

from django.conf import settings

BODY, MAC_BYTES = Struct(">IHBI"), 7
MILLION = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Arm:
    """propensity: how likely it was shown, 0 to 1, kept in millionths; place: its number among the trial's arms;
    round: the trial's weights that hold now, from 0.
    """

    text: str
    propensity: float
    trial: int
    round: int
    place: int
    subject: str
    workspace: str

    @property
    def token(self) -> str:
        """24 characters: trial, round, place and propensity, good for this subject in this workspace only."""
        body = BODY.pack(self.trial, self.round, self.place, int(self.propensity * MILLION + 0.5))
        return urlsafe_b64encode(body + mac(body, self.subject, self.workspace)).decode()


@dataclass(frozen=True, kw_only=True)
class Told:
    """What an event's token says."""

    trial: int
    round: int
    place: int
    propensity: float

    @classmethod
    def read(cls, token: str, *, subject: str, workspace: str) -> Told | None:
        """None for what is not ours."""
        try:
            raw = urlsafe_b64decode(token)
        except (binascii.Error, ValueError):
            return None
        body, seal = raw[: BODY.size], raw[BODY.size :]
        if len(raw) != BODY.size + MAC_BYTES or not compare_digest(seal, mac(body, subject, workspace)):
            return None
        trial, number, place, propensity = BODY.unpack(body)
        return cls(trial=trial, round=number, place=place, propensity=propensity / MILLION)


def mac(body: bytes, subject: str, workspace: str) -> bytes:
    key = blake2b(f"arm:{workspace}:{settings.SECRET_KEY}".encode(), digest_size=32).digest()
    return blake2b(body + subject.encode(), key=key, digest_size=MAC_BYTES).digest()
