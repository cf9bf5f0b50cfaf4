"""A push service: checks what real ones check (RFC 8030, 8188, 8291, 8292), then opens what only the browser could."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any

import http_ece
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
AUTHORIZATION = re.compile(r"vapid t=(?P<token>[\w-]+\.[\w-]+\.[\w-]+), ?k=(?P<key>[\w-]+)\Z")
TOPIC = re.compile(r"[\w-]{1,32}\Z", re.ASCII)
URGENCY = {"very-low", "low", "normal", "high"}
MOST = 4096


class Refusal(Exception):
    """status: the HTTP answer; the text says what was wrong."""

    def __init__(self, status: int, text: str) -> None:
        self.status = status
        super().__init__(text)


def encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Browser:
    """The keys of one subscription. They follow from seed and name, so a restarted service still opens its mail."""

    def __init__(self, *, seed: str, name: str) -> None:
        drawn = blake2b(f"{seed}/{name}".encode()).digest()
        self.key = ec.derive_private_key(int.from_bytes(drawn[:40], "big") % (ORDER - 1) + 1, ec.SECP256R1())
        self.auth = drawn[48:]
        self.bound = ""

    def subscription(self, *, endpoint: str) -> dict[str, Any]:
        """What pushManager.subscribe() gives as JSON."""
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        keys = {"p256dh": encoded(point), "auth": encoded(self.auth)}
        return {"endpoint": endpoint, "expirationTime": None, "keys": keys}

    def opened(self, body: bytes) -> bytes:
        opened: bytes = http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm")
        return opened


class PushService:
    """origin: its own; clock: gives the time by which statements run out."""

    def __init__(self, *, seed: str, clock: Callable[[], datetime]) -> None:
        self.seed, self.clock, self.origin = seed, clock, ""
        self.browsers: dict[str, Browser] = {}
        self.trusted: dict[str, tuple[int, str]] = {}

    def browser(self, name: str) -> Browser:
        if name not in self.browsers:
            self.browsers[name] = Browser(seed=self.seed, name=name)
        return self.browsers[name]

    def take(self, name: str, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
        """The message as the browser's service worker would get it. Raises Refusal."""
        browser = self.browser(name)
        key = self.trust(headers.get("Authorization", ""))
        if browser.bound not in ("", key):
            raise Refusal(403, "this subscription belongs to another key")
        browser.bound = key
        self.check(headers, body)
        try:
            told = json.loads(browser.opened(body))
        except (http_ece.ECEException, ValueError) as error:
            raise Refusal(400, f"the browser cannot open it: {error}") from error
        return dict(told)

    def check(self, headers: Mapping[str, str], body: bytes) -> None:
        if headers.get("Content-Encoding") != "aes128gcm":
            raise Refusal(400, "Content-Encoding must be aes128gcm")
        if not headers.get("TTL", "").isdigit():
            raise Refusal(400, "TTL must be a number of seconds")
        if not TOPIC.match(headers.get("Topic", "x")):
            raise Refusal(400, "Topic must be 1 to 32 url-safe characters")
        if headers.get("Urgency", "normal") not in URGENCY:
            raise Refusal(400, "Urgency is none")
        if len(body) > MOST:
            raise Refusal(413, "more than 4096 bytes")

    def trust(self, header: str) -> str:
        """The sender's public key, once its statement holds. A statement seen before is only checked for its time."""
        if header not in self.trusted:
            self.trusted[header] = self.verified(header)
        until, key = self.trusted[header]
        left = until - self.clock().timestamp()
        if not 0 < left <= 24 * 3600:
            raise Refusal(403, f"exp must lie within 24 hours from now, not {left:.0f} s")
        return key

    def verified(self, header: str) -> tuple[int, str]:
        match = AUTHORIZATION.match(header)
        if match is None:
            raise Refusal(401, "Authorization must be vapid t=…, k=…")
        text, _, seal = match["token"].rpartition(".")
        try:
            head, claims = (json.loads(decoded(part)) for part in text.split("."))
            raw, until = decoded(seal), int(claims["exp"])
            sender = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(match["key"]))
            signature = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
            sender.verify(signature, text.encode(), ec.ECDSA(hashes.SHA256()))
        except (InvalidSignature, KeyError, TypeError, ValueError) as error:
            raise Refusal(403, f"the statement does not hold: {type(error).__name__}") from error
        if head.get("alg") != "ES256" or claims.get("aud") != self.origin:
            raise Refusal(403, f"alg must be ES256 and aud {self.origin}")
        if not str(claims.get("sub", "")).startswith(("mailto:", "https://")):
            raise Refusal(403, "sub must be a mailto: or https: address")
        return until, match["key"]
