"""How readers give us an address: a browser's subscription, or an e-mail address that they confirm."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from typing import Annotated, Any, TypeVar
from zoneinfo import available_timezones

import msgspec
from django.core import signing
from django.db import transaction
from msgspec import Meta

from houtai.core.events.schema import visitor_of
from houtai.core.readers.models import Address, Channel, Consent, Reader, Visitor
from houtai.core.workspaces.context import current
from houtai.modules.push.client.guard import NotAdmitted, origin_of
from houtai.modules.push.client.letter import UnusableAddress, recipient
from houtai.modules.push.client.webpush import encrypt

WEBPUSH, EMAIL = str(Channel.WEBPUSH), str(Channel.EMAIL)
CONFIRM_WITHIN = 3 * 86_400
MOST_ADDRESSES = 20

VisitorId = Annotated[str, Meta(pattern=r"^([A-Za-z0-9_-]{22})?$")]
Told = TypeVar("Told")
Short = Annotated[str, Meta(max_length=60)]


class Unusable(ValueError):
    """What came in cannot be used; the text says where and why."""


class Keys(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    p256dh: Annotated[str, Meta(max_length=200)]
    auth: Annotated[str, Meta(max_length=60)]


class Subscription(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """PushSubscription.toJSON()."""

    endpoint: Annotated[str, Meta(max_length=2000)]
    keys: Keys
    expirationTime: float | None = None  # noqa: N815 - the browser's name

    def value(self) -> dict[str, Any]:
        """As an address keeps it. Raises Unusable: for endpoints inside our network, and keys that are none."""
        try:
            origin_of(self.endpoint)
            encrypt(b"", p256dh=self.keys.p256dh, auth=self.keys.auth)
        except NotAdmitted as error:
            raise Unusable(f"endpoint: {error}") from error
        except ValueError as error:
            raise Unusable(f"keys: {error}") from error
        return {"endpoint": self.endpoint, "keys": {"p256dh": self.keys.p256dh, "auth": self.keys.auth}}


class Wish(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What a browser sends to subscribe. visitor: as in its events; "" when it keeps none."""

    subscription: Subscription
    visitor: VisitorId = ""
    timezone: Short = ""
    language: Short = ""


class Farewell(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What a browser sends to unsubscribe; only it and we know `auth`."""

    endpoint: Annotated[str, Meta(max_length=2000)]
    auth: Annotated[str, Meta(max_length=60)]


def read(body: bytes, kind: type[Told]) -> Told:
    """The JSON of a request. Raises Unusable."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unusable(str(error)) from error


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
            return reached(who, EMAIL, value, digest=self.email.lower(), how="confirmed by e-mail", now=now)


def subscribe(wish: Wish, *, now: datetime) -> Address:
    """Take a browser's subscription. Raises Unusable, and then nothing has changed."""
    value = wish.subscription.value()
    with transaction.atomic():
        who = reader_of(wish.visitor, timezone=wish.timezone, language=wish.language, now=now)
        return reached(who, WEBPUSH, value, digest=value["endpoint"], how="subscribed in the browser", now=now)


def unsubscribe(farewell: Farewell, *, now: datetime) -> bool:
    """Forget a browser's subscription; with their last browser goes their consent. False when it is not known."""
    found = Address.objects.filter(channel=WEBPUSH, digest=digest_of(farewell.endpoint)).first()
    if found is None or not compare_digest(found.value["keys"]["auth"].encode(), farewell.auth.encode()):
        return False
    with transaction.atomic():
        reader = found.reader
        found.delete()
        if not reader.addresses.filter(channel=WEBPUSH).exists():
            say(reader, WEBPUSH, given=False, how="unsubscribed in the browser", now=now)
    return True


def reader_of(visitor: str, *, timezone: str, language: str, now: datetime) -> Reader:
    """Whose browser this is; somebody new when it is not known, or not real."""
    number = visitor_of(visitor or secrets.token_urlsafe(16))
    known = Visitor.objects.select_related("reader").filter(pk=number, reader__simulated=False).first()
    reader = known.reader if known else Reader(first_seen=now, last_seen=now)
    reader = reader.merged or reader
    reader.timezone = timezone if timezone in available_timezones() else reader.timezone
    reader.language = language[:20] or reader.language
    reader.save()
    if known is None:
        Visitor.objects.get_or_create(pk=number, defaults={"reader": reader})
    return reader


def reached(reader: Reader, channel: str, value: dict[str, Any], *, digest: str, how: str, now: datetime) -> Address:
    """One row for each address, whoever had it before: it is this browser, or this mailbox, that speaks now."""
    others = reader.addresses.filter(channel=channel).exclude(digest=digest_of(digest)).order_by("-since")
    for old in others[MOST_ADDRESSES - 1 :]:
        old.delete()
    kept = {"reader": reader, "value": value, "dead": None, "failures": 0}
    address, _made = Address.objects.update_or_create(
        channel=channel, digest=digest_of(digest), defaults=kept, create_defaults={**kept, "since": now}
    )
    say(reader, channel, given=True, how=how, now=now)
    return address


def say(reader: Reader, channel: str, *, given: bool, how: str, now: datetime) -> None:
    said = {"given": given, "at": now, "how": how, "decision": None}
    Consent.objects.update_or_create(reader=reader, channel=channel, defaults=said)


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()
