"""A browser's subscription to web push, as it comes in: checked strictly, then kept as an address."""

from __future__ import annotations

from datetime import datetime
from hmac import compare_digest
from typing import Annotated, Any, TypeVar

import msgspec
from django.db import transaction
from msgspec import Meta

from houtai.core.readers.models import Address
from houtai.modules.push.client.guard import NotAdmitted, origin_of
from houtai.modules.push.client.webpush import encrypt
from houtai.modules.push.models.reaching import Unusable, digest_of, reached, reader_of, say

VisitorId = Annotated[str, Meta(pattern=r"^([A-Za-z0-9_-]{22})?$")]
Told = TypeVar("Told")
Short = Annotated[str, Meta(max_length=60)]


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


def subscribe(wish: Wish, *, now: datetime) -> Address:
    """Take a browser's subscription. Raises Unusable, and then nothing has changed."""
    value = wish.subscription.value()
    with transaction.atomic():
        who = reader_of(wish.visitor, timezone=wish.timezone, language=wish.language, now=now)
        return reached(who, "webpush", value, digest=value["endpoint"], how="subscribed in the browser", now=now)


def unsubscribe(farewell: Farewell, *, now: datetime) -> bool:
    """Forget a browser's subscription; with their last browser goes their consent. False when it is not known."""
    found = Address.objects.filter(channel="webpush", digest=digest_of(farewell.endpoint)).first()
    if found is None or not compare_digest(found.value["keys"]["auth"].encode(), farewell.auth.encode()):
        return False
    with transaction.atomic():
        reader = found.reader
        found.delete()
        if not reader.addresses.filter(channel="webpush").exists():
            say(reader, "webpush", given=False, how="unsubscribed in the browser", now=now)
    return True
