"""What each reader is told: their headline, and links that say which decision reached whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urljoin

from houtai.core.events.via import Via
from houtai.core.readers.models import Address, Consent
from houtai.core.workspaces.context import current
from houtai.modules.push.client import Message
from houtai.modules.push.models.delivery import Delivery, DeliveryState
from houtai.modules.push.models.leaving import Leave
from houtai.modules.push.models.push import PushState
from houtai.modules.push.models.sender import Sender


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A delivery with what to send where; without a message it ends here: in `fate`, because of `why`."""

    delivery: Delivery
    message: Message | None = None
    address: Address | None = None
    spare: bool = False
    fate: str = ""
    why: str = ""


def letters(rows: Sequence[Delivery], *, now: datetime) -> list[Letter]:
    """One for each delivery, looked at once more: much may have changed since it was planned."""
    readers = {row.reader_id for row in rows}
    refused = set(Consent.objects.filter(reader__in=readers, given=False).values_list("reader_id", "channel"))
    addresses = alive(readers)
    sender = Sender.here()
    return [letter(row, addresses, refused, sender=sender, now=now) for row in rows]


def alive(readers: set[int]) -> Mapping[tuple[int, str], list[Address]]:
    """By reader and channel, the newest first."""
    found: dict[tuple[int, str], list[Address]] = {}
    rows = Address.objects.filter(reader__in=readers, dead=None).select_related("reader")
    for address in rows.order_by("-since", "-pk"):
        found.setdefault((address.reader_id, address.channel), []).append(address)
    return found


def letter(row: Delivery, addresses: Any, refused: Any, *, sender: Sender, now: datetime) -> Letter:
    key = row.reader_id, row.channel
    if row.push.state == PushState.STOPPED:
        return Letter(delivery=row, fate=str(DeliveryState.STOPPED))
    if row.push.subject.state != "published":
        return Letter(delivery=row, fate=str(DeliveryState.STOPPED), why="the article is no longer published")
    if row.push.expires <= now:
        return Letter(delivery=row, fate=str(DeliveryState.EXPIRED))
    if key in refused:
        return Letter(delivery=row, fate=str(DeliveryState.STOPPED), why="the reader opted out meanwhile")
    if key not in addresses:
        return Letter(delivery=row, fate=str(DeliveryState.FAILED), why="there is no address any more")
    own = addresses[key]
    return Letter(delivery=row, address=own[0], spare=len(own) > 1, message=message(row, own[0], sender=sender))


def message(row: Delivery, address: Address, *, sender: Sender) -> Message:
    push, subject, origin = row.push, row.push.subject, sender.origin
    leave = Leave(reader=row.reader_id, channel=row.channel, decision=push.decision or 0).url(base=origin)
    return Message(
        key=f"{current()}.{row.pk}",
        reader=row.reader_id,
        address=address.value,
        title=push.headlines[row.arm],
        body=push.body,
        url=link(row, origin=origin),
        image=urljoin(origin, subject.image) if subject.image else "",
        expires=push.expires,
        leave_url=leave,
        list_unsubscribe=leave,
        priority=push.priority,
        language=address.reader.language or sender.site.language,
        site=sender.site.title,
        icon=sender.icon,
    )


def link(row: Delivery, *, origin: str) -> str:
    """The article's whole address; a visit to it comes back with the decision."""
    url = urljoin(origin, row.push.subject.url)
    if row.push.decision is None:
        return url
    token = Via(decision=row.push.decision, reader=row.reader_id).token(workspace=current())
    return f"{url}{'&' if '?' in url else '?'}{urlencode({'via': token})}"
