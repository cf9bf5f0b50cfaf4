"""A push sent to the person who is about to send it, and to nobody else."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from django.contrib.auth import get_user_model

from houtai.core.readers.models import Address, Channel
from houtai.core.work.models import Subject
from houtai.core.workspaces.context import current
from houtai.modules.push import client
from houtai.modules.push.models.sender import Sender


class TrialFailed(RuntimeError):
    """The channel did not take it."""


class NoAddress(LookupError):
    """The person has no address on this channel."""


def address_of(user: Any, *, channel: str) -> dict[str, Any]:
    """Of the reader whose key is the person's e-mail address; for e-mail, that address will do. Raises NoAddress."""
    alive = Address.objects.filter(channel=channel, dead=None, reader__simulated=False)
    own = alive.filter(reader__key=user.email).order_by("-since").first()
    if own is None and channel != str(Channel.EMAIL):
        raise NoAddress(f"{user} has no {channel} address")
    return dict(own.value) if own else {"email": user.email}


def send(*, subject: int, user: int, headline: str, body: str, channel: str, now: datetime) -> None:
    """Raises NoAddress and TrialFailed."""
    article, person = Subject.objects.get(pk=subject), get_user_model()._default_manager.get(pk=user)
    sender = Sender.here()
    origin = sender.origin
    message = client.Message(
        key=f"{current()}.test.{subject}.{user}.{now:%Y%m%d%H%M%S}",
        reader=0,
        address=address_of(person, channel=channel),
        title=headline,
        body=body,
        url=urljoin(origin, article.url),
        image=urljoin(origin, article.image) if article.image else "",
        expires=now + timedelta(hours=1),
        language=sender.site.language,
        site=sender.site.title,
        icon=sender.icon,
    )
    (receipt,) = asyncio.run(client.CHANNELS[channel].send([message], now=now))
    if receipt.state != "delivered":
        raise TrialFailed(f"{channel}: {receipt.error}")
