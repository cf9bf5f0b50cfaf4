"""What a browser says to subscribe and to unsubscribe, checked strictly."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from houtai.core.workspaces.outside.guard import NotAdmitted, origin_of
from houtai.modules.push.client.webpush import encrypt
from houtai.modules.push.models.reaching import Unusable

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


class Farewell(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What a browser sends to unsubscribe; only it and we know `auth`."""

    endpoint: Annotated[str, Meta(max_length=2000)]
    auth: Annotated[str, Meta(max_length=60)]


class Wish(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What a browser sends to subscribe. visitor: as in its events; "" when it keeps none; before: the subscription
    that this one replaces, so that whoever renews stays the same reader.
    """

    subscription: Subscription
    visitor: VisitorId = ""
    timezone: Short = ""
    language: Short = ""
    before: Farewell | None = None


def read(body: bytes, kind: type[Told]) -> Told:
    """The JSON of a request. Raises Unusable."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unusable(str(error)) from error
