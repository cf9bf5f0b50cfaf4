"""Sending: workers take deliveries, hand them to their channels and settle what comes back."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextvars import copy_context
from datetime import datetime
from uuid import uuid4

from houtai.core.readers.models import Channel
from houtai.core.workspaces.context import current, enter
from houtai.modules.push import client
from houtai.modules.push.models.leases import take, tidy
from houtai.modules.push.models.letters import Letter, letters
from houtai.modules.push.models.settling import settle

SECONDS, LIMIT = 120.0, 500
log = logging.getLogger("houtai.push")


def deliver(
    *,
    now: datetime,
    worker: str,
    limit: int = LIMIT,
    simulated: bool = False,
    channels: Collection[str] = tuple(Channel.values),
    seconds: float = SECONDS,
) -> Counter[str]:
    """Make up to `limit` deliveries that are due. Returns how many came to each state; empty when nothing was due.

    worker: a name that no other call at the same time has; seconds: the longest a channel is waited for. Any number of
    workers may do so at once, and be killed at any time: what was taken is taken back when its lease is over. An e-mail
    that was in hand then counts as failed, because it may have gone out; the others are repeated under the same key.
    """
    tidy(now=now, simulated=simulated)
    rows = take(now=now, worker=worker, limit=limit, simulated=simulated, channels=channels)
    if not rows:
        return Counter()
    every = letters(rows, now=now)
    found = settle([(letter, None) for letter in every if letter.fate], now=now)
    for outcomes in sent([letter for letter in every if letter.message], now=now, seconds=seconds):
        found += settle(outcomes, now=now)
    return found


def sent(
    every: Sequence[Letter], *, now: datetime, seconds: float
) -> Iterator[list[tuple[Letter, client.Receipt | None]]]:
    """Channel by channel, as each is through: a slow one holds up no other."""
    by_channel: dict[str, list[Letter]] = {}
    for letter in every:
        by_channel.setdefault(letter.delivery.channel, []).append(letter)
    with ThreadPoolExecutor(max(len(by_channel), 1)) as threads:
        work = {
            threads.submit(copy_context().run, hand_over, channel, part, now=now, seconds=seconds): part
            for channel, part in by_channel.items()
        }
        for done in as_completed(work):
            receipts = done.result()
            yield [(letter, receipts.get(letter.message.key)) for letter in work[done] if letter.message]


def hand_over(channel: str, part: Sequence[Letter], *, now: datetime, seconds: float) -> Mapping[str, client.Receipt]:
    """Receipts by message key; those the channel owes when its time is over, or when it breaks, are missing."""
    messages = [letter.message for letter in part if letter.message]
    try:
        sending = asyncio.wait_for(client.CHANNELS[channel].send(messages, now=now), seconds)
        return {receipt.key: receipt for receipt in asyncio.run(sending)}
    except TimeoutError:
        log.warning("Channel %s was not through with %s messages after %s s.", channel, len(messages), seconds)
    except Exception:
        # One broken channel must not stop the others; its deliveries are tried again.
        log.exception("Channel %s failed.", channel)
    return {}


def deliver_all(*, clock: Callable[[], datetime]) -> Counter[str]:
    """Make all real deliveries that are due, each channel on a thread of its own."""
    workspace = current()

    def work_off(channel: str) -> Counter[str]:
        total: Counter[str] = Counter()
        with enter(workspace):
            while found := deliver(now=clock(), worker=uuid4().hex, channels=[channel]):
                total += found
        return total

    with ThreadPoolExecutor(len(Channel)) as threads:
        return sum(threads.map(work_off, Channel.values), Counter())
