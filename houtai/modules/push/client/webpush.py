"""Web push: RFC 8030 (delivery), RFC 8291 (encryption), RFC 8292 (who we are)."""

from __future__ import annotations

import hmac
import os
import struct
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b, sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from houtai.core.workspaces.outside.posting import Post, Posting
from houtai.core.workspaces.outside.receipt import Receipt
from houtai.modules.push.client.message import Message
from houtai.modules.push.client.vapid import from_base64, point, to_base64, vapid

RECORD = 4096
# One record holds the header (86 bytes), the text, one byte of padding and the tag (16 bytes).
MOST = RECORD - 86 - 1 - 16
LONGEST_LIFE = 28 * 86_400
GONE = frozenset({404, 410})


class WebPush:
    """A repeat with the same key replaces what still waits (Topic), and what is shown (the notification's tag)."""

    async def send(self, messages: Sequence[Message], *, now: datetime) -> list[Receipt]:
        us = vapid()

        def prepare(message: Message, origin: str) -> Post:
            keys = message.address["keys"]
            headers = {
                "Authorization": us.authorization(origin, now=now),
                "Content-Encoding": "aes128gcm",
                "Content-Type": "application/octet-stream",
                "TTL": str(life(message, now=now)),
                "Topic": topic(message.key),
                "Urgency": urgency(message.priority),
            }
            body = encrypt(message.to_json(most=MOST), p256dh=keys["p256dh"], auth=keys["auth"])
            return Post(url=message.address["endpoint"], headers=headers, body=body)

        return await Posting(prepare=prepare, now=now, dead=GONE).send(messages, address="endpoint")


def life(message: Message, *, now: datetime) -> int:
    return max(0, min(int((message.expires - now).total_seconds()), LONGEST_LIFE))


def topic(key: str) -> str:
    """At most 32 url-safe characters (RFC 8030, 5.4)."""
    return to_base64(blake2b(key.encode(), digest_size=16).digest())


def urgency(priority: int) -> str:
    return "high" if priority >= 8 else "low" if priority <= 2 else "normal"


def encrypt(text: bytes, *, p256dh: str, auth: str) -> bytes:
    """RFC 8291 with one record, under a fresh key for each message. Raises ValueError for keys that are none."""
    theirs, their_point = public_key(p256dh)
    secret = from_base64(auth)
    if len(secret) != 16:
        raise ValueError("the secret must have 16 bytes")
    own = ec.generate_private_key(ec.SECP256R1())
    own_point, salt = point(own.public_key()), os.urandom(16)
    info = b"WebPush: info\0" + their_point + own_point
    shared = expand(mac(secret, own.exchange(ec.ECDH(), theirs)), info)
    base = mac(salt, shared)
    key, nonce = expand(base, b"Content-Encoding: aes128gcm\0")[:16], expand(base, b"Content-Encoding: nonce\0")[:12]
    header = salt + struct.pack("!IB", RECORD, len(own_point)) + own_point
    return header + AESGCM(key).encrypt(nonce, text + b"\x02", None)


@lru_cache(maxsize=4096)
def public_key(p256dh: str) -> tuple[ec.EllipticCurvePublicKey, bytes]:
    raw = from_base64(p256dh)
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    return key, point(key)


def mac(key: bytes, text: bytes) -> bytes:
    return hmac.digest(key, text, sha256().name)


def expand(key: bytes, info: bytes) -> bytes:
    """HKDF-Expand (RFC 5869) for at most 32 bytes."""
    return mac(key, info + b"\x01")
