"""A browser's subscription to web push, as it comes in: checked strictly, then kept as an address."""

from __future__ import annotations

from datetime import datetime
from hmac import compare_digest

from django.db import transaction

from houtai.core.readers.models import Address
from houtai.modules.push.models.reaching import digest_of, reached, reader_of, say
from houtai.modules.push.models.wishes import Farewell, Wish


def subscribe(wish: Wish, *, now: datetime) -> Address:
    """Take a browser's subscription. Raises Unusable, and then nothing has changed."""
    value = wish.subscription.value()
    with transaction.atomic():
        old = kept(wish.before)
        who = old.reader if old else reader_of(wish.visitor, timezone=wish.timezone, language=wish.language, now=now)
        if old:
            old.delete()
        return reached(who, "webpush", value, digest=value["endpoint"], how="subscribed in the browser", now=now)


def unsubscribe(farewell: Farewell, *, now: datetime) -> bool:
    """Forget a browser's subscription; with their last browser goes their consent. False when it is not known."""
    found = kept(farewell)
    if found is None:
        return False
    with transaction.atomic():
        reader = found.reader
        found.delete()
        if not reader.addresses.filter(channel="webpush").exists():
            say(reader, "webpush", given=False, how="unsubscribed in the browser", now=now)
    return True


def kept(told: Farewell | None) -> Address | None:
    """The address of a subscription, for whoever knows its secret."""
    found = Address.objects.filter(channel="webpush", digest=digest_of(told.endpoint)).first() if told else None
    if not (told and found and compare_digest(found.value["keys"]["auth"].encode(), told.auth.encode())):
        return None
    return found
