"""Readers and the addresses that they give us."""

from __future__ import annotations

import secrets
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any
from zoneinfo import available_timezones

from houtai.core.events.schema import visitor_of
from houtai.core.readers.models import Address, Consent, Reader, Visitor

MOST_ADDRESSES = 20
# It reads a folder each time.
time_zones = cache(available_timezones)


class Unusable(ValueError):
    """What came in cannot be used; the text says where and why."""


def reader_of(visitor: str, *, timezone: str, language: str, now: datetime) -> Reader:
    """Whose browser this is; somebody new when it is not known, or not real."""
    number = visitor_of(visitor or secrets.token_urlsafe(16))
    known = Visitor.objects.select_related("reader").filter(pk=number, reader__simulated=False).first()
    reader = known.reader if known else Reader(first_seen=now, last_seen=now)
    reader = reader.merged or reader
    reader.timezone = timezone if timezone in time_zones() else reader.timezone
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
