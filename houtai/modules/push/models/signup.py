"""An e-mail address counts once its owner has opened the link that we sent there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db import transaction

from houtai.core.readers.models import Address
from houtai.core.workspaces.context import current
from houtai.modules.push.client.letter import UnusableAddress, recipient
from houtai.modules.push.models.reaching import Unusable, reached, reader_of

CONFIRM_WITHIN = 3 * 86_400


@dataclass(frozen=True, kw_only=True)
class Signup:
    """An e-mail address that waits to be confirmed. It is kept nowhere but in the link."""

    email: str
    visitor: str = ""
    timezone: str = ""
    language: str = ""

    @classmethod
    def of(cls, *, email: str, visitor: str = "", timezone: str = "", language: str = "") -> Signup:
        """Raises Unusable."""
        name, at, host = email.strip().rpartition("@")
        try:
            whole = recipient(f"{name}{at}{host.encode('idna').decode().lower()}")
        except (UnusableAddress, UnicodeError) as error:
            raise Unusable(str(error)) from error
        known = visitor if len(visitor) == 22 and visitor.isascii() else ""
        return cls(email=whole, visitor=known, timezone=timezone[:60], language=language[:20])

    @property
    def token(self) -> str:
        told = [self.email, self.visitor, self.timezone, self.language]
        return signing.dumps(told, salt=f"push.signup.{current()}", compress=True)

    @classmethod
    def read(cls, token: str) -> Signup:
        """Raises signing.BadSignature: forged, another workspace's, or older than three days."""
        told = signing.loads(token, salt=f"push.signup.{current()}", max_age=CONFIRM_WITHIN)
        return cls(email=told[0], visitor=told[1], timezone=told[2], language=told[3])

    def confirm(self, *, now: datetime) -> Address:
        """From now on letters go there."""
        with transaction.atomic():
            who = reader_of(self.visitor, timezone=self.timezone, language=self.language, now=now)
            value = {"email": self.email}
            return reached(who, "email", value, digest=self.email.lower(), how="confirmed by e-mail", now=now)
