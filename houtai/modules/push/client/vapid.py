"""Who we are to push services (RFC 8292): one key for each workspace, and a signed statement for each service."""

from __future__ import annotations

import json
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

from houtai.core.workspaces.context import current
from houtai.core.workspaces.engine import folder_of

# Services take at most 24 hours, and clocks differ.
LIFE = 12 * 3600
RENEWED = 3600


def to_base64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_base64(text: str) -> bytes:
    """Raises ValueError for what is not base64, whether url-safe or not, padded or not."""
    plain = text.replace("+", "-").replace("/", "_").rstrip("=")
    return urlsafe_b64decode(plain + "=" * (-len(plain) % 4))


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """The 65 bytes of an uncompressed point."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


@dataclass(kw_only=True)
class Vapid:
    """A workspace's key. `said` keeps the statement for each service until it is nearly over."""

    key: ec.EllipticCurvePrivateKey
    said: dict[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def public(self) -> str:
        """What browsers call applicationServerKey."""
        return to_base64(point(self.key.public_key()))

    def authorization(self, origin: str, *, now: datetime) -> str:
        """The header for a service at this origin."""
        seconds = int(now.timestamp())
        until, header = self.said.get(origin, (0, ""))
        if not seconds + RENEWED < until <= seconds + LIFE:
            until = seconds + LIFE
            claims = {"aud": origin, "exp": until, "sub": contact()}
            header = f"vapid t={self.signed(claims)}, k={self.public}"
            self.said[origin] = until, header
        return header

    def signed(self, claims: dict[str, object]) -> str:
        """A JSON web token, ES256 (RFC 7518)."""
        parts = [{"typ": "JWT", "alg": "ES256"}, claims]
        text = ".".join(to_base64(json.dumps(part, separators=(",", ":")).encode()) for part in parts)
        r, s = decode_dss_signature(self.key.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
        return f"{text}.{to_base64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def contact() -> str:
    """Where a push service's people can complain: an https address or one for mail."""
    base: str = settings.WAGTAILADMIN_BASE_URL
    return base if base.startswith("https://") else f"mailto:{settings.DEFAULT_FROM_EMAIL}"


_known: dict[Path, Vapid] = {}


def vapid() -> Vapid:
    """The current workspace's key, made on first use: readers' subscriptions hold for this key only."""
    file = folder_of(current()) / "vapid-key"
    if file not in _known:
        if not file.exists():
            create(file)
        _known[file] = Vapid(key=read(file))
    return _known[file]


def read(file: Path) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{file} holds no key of an elliptic curve")
    return key


def create(file: Path) -> None:
    """For its owner only. Two processes that start at once end with the same key."""
    key = ec.generate_private_key(ec.SECP256R1())
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as out:
        out.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
