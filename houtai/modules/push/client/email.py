"""E-mail: over SMTP in a few threads, or by Django's own backend where mail is only kept or shown."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain

from django.conf import settings

from houtai.core.workspaces.outside.admission import admitted
from houtai.core.workspaces.outside.receipt import Receipt
from houtai.modules.push.client.kept import Kept
from houtai.modules.push.client.message import Message
from houtai.modules.push.client.smtp import Line, Server

CONNECTIONS = 4
PER_CONNECTION = 100


class Email:
    """An address may name a server of its own ("server": "127.0.0.1:2525"), if that is admitted: a played day's."""

    async def send(self, messages: Sequence[Message], *, now: datetime) -> list[Receipt]:
        places: defaultdict[str, list[Message]] = defaultdict(list)
        for message in messages:
            places[str(message.address.get("server", ""))].append(message)
        rounds = [asyncio.to_thread(hand_over, place, part) for place, all_ in places.items() for part in parts(all_)]
        receipts = {receipt.key: receipt for receipt in chain.from_iterable(await asyncio.gather(*rounds))}
        return [receipts[message.key] for message in messages]


def parts(messages: list[Message]) -> Iterable[list[Message]]:
    """As many parts as connections are worth opening for."""
    number = min(CONNECTIONS, -(-len(messages) // PER_CONNECTION))
    return (messages[start::number] for start in range(number))


def hand_over(place: str, messages: list[Message]) -> list[Receipt]:
    if not place and settings.MAIL != "smtp":
        return Kept().send(messages)
    if place and place not in admitted():
        return [Receipt(key=one.key, state="failed", error="this mail server is not admitted") for one in messages]
    with Line(server=server_at(place)) as line:
        return [line.send(message) for message in messages]


def server_at(place: str) -> Server:
    if place:
        host, _, port = place.rpartition(":")
        return Server(host=host.strip("[]"), port=int(port))
    tls = "tls" if settings.EMAIL_USE_SSL else "starttls" if settings.EMAIL_USE_TLS else ""
    return Server(
        host=settings.EMAIL_HOST,
        port=settings.EMAIL_PORT,
        user=settings.EMAIL_HOST_USER,
        password=settings.EMAIL_HOST_PASSWORD,
        tls=tls,
    )
