"""A receiver of webhooks, which checks them as Standard Webhooks asks of receivers."""

from __future__ import annotations

import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any

from houtai.modules.push.sample.pushes import Refusal

TOLERANCE = 300


class Hooks:
    """Secrets follow from seed and name."""

    def __init__(self, *, seed: str, clock: Callable[[], datetime]) -> None:
        self.seed, self.clock = seed, clock

    def secret(self, name: str) -> str:
        return f"whsec_{b64encode(blake2b(f'{self.seed}/hook/{name}'.encode(), digest_size=32).digest()).decode()}"

    def take(self, name: str, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
        """What it says. Raises Refusal."""
        key, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
        if not key or "." in key:
            raise Refusal(400, "webhook-id is missing or has a full stop")
        if not stamp.isdigit() or abs(int(stamp) - self.clock().timestamp()) > TOLERANCE:
            raise Refusal(400, "webhook-timestamp is missing or too far from now")
        secret = b64decode(self.secret(name).removeprefix("whsec_"))
        right = b64encode(hmac.digest(secret, f"{key}.{stamp}.".encode() + body, "sha256")).decode()
        if f"v1,{right}" not in headers.get("webhook-signature", "").split(" "):
            raise Refusal(401, "webhook-signature does not hold")
        try:
            return dict(json.loads(body))
        except (TypeError, ValueError) as error:
            raise Refusal(400, "the body is no JSON object") from error
