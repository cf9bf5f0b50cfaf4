"""Signatures as Standard Webhooks 1.0 describes them (standardwebhooks.com)."""

from __future__ import annotations

import hmac
import re
from base64 import b64decode, b64encode
from datetime import datetime
from hashlib import blake2b

PREFIX = "whsec_"
PLAIN = re.compile(r"[\w-]{1,64}\Z", re.ASCII)


def signed(body: bytes, *, name: str, secret: str, now: datetime) -> dict[str, str]:
    """The three headers. Raises ValueError for a secret that is not base64."""
    stamp = str(int(now.timestamp()))
    text = f"{name}.{stamp}.".encode() + body
    seal = hmac.digest(b64decode(secret.removeprefix(PREFIX), validate=True), text, "sha256")
    return {"webhook-id": name, "webhook-timestamp": stamp, "webhook-signature": f"v1,{b64encode(seal).decode()}"}


def name_of(key: str) -> str:
    """The key itself when it is fit for a header, else what stands for it; full stops part what is signed."""
    name = key.replace(".", "-")
    return name if PLAIN.match(name) else blake2b(key.encode(), digest_size=16).hexdigest()
