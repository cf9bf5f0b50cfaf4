"""The columns of the event log, and of the assignments beside it. Times are UTC; Delta knows no unsigned integers."""

from __future__ import annotations

from enum import IntEnum
from hashlib import blake2b

import pyarrow as pa

UTC_TIME = pa.timestamp("us", tz="UTC")


class Fate(IntEnum):
    """What became of an event that came in. Only what is counted is an event for any figure."""

    COUNTED = 0
    BOT = 1
    DUPLICATE = 2


EVENTS = pa.schema(
    [
        ("commit", pa.int64()),  # grows with every commit of this workspace; where followers go on
        ("batch", pa.int64()),  # hash of visitor and batch id
        ("n", pa.int16()),  # place in its batch
        ("at", UTC_TIME),
        ("received", UTC_TIME),
        ("day", pa.date32()),  # of `at`; the partition
        ("visitor", pa.int64()),  # hash of the browser's random id, or of the reader's key
        ("reader", pa.string()),  # the site's own key of a known reader
        ("name", pa.string()),  # view, read, click, share, show, or the site's own
        ("subject", pa.string()),  # "<kind>:<key>", such as "content.article:12"
        ("path", pa.string()),
        ("referrer", pa.string()),  # host name, "" when there was none
        ("device", pa.string()),  # phone, tablet, desktop, or ""
        ("value", pa.float64()),  # seconds of reading, or the site's own
        ("decision", pa.int64()),  # the decision that caused it: work.Decision's key
        ("via", pa.int64()),  # the reader whom that decision reached
        ("props", pa.string()),  # further values as a JSON object of strings
        ("simulated", pa.bool_()),
        ("fate", pa.int8()),
    ]
)

ASSIGNMENTS = pa.schema(
    [
        ("push", pa.int64()),
        ("decision", pa.int64()),
        ("strategy", pa.string()),
        ("at", UTC_TIME),
        ("day", pa.date32()),  # of `at`; the partition
        ("reader", pa.int64()),
        ("arm", pa.int16()),
        ("propensity", pa.float64()),
        ("held", pa.int8()),  # bits: 1 by the global hold-out, 2 by the strategy's own
        ("fate", pa.string()),  # send, held_out, capped, quiet, opted_out, no_channel
        ("channel", pa.string()),
        ("simulated", pa.bool_()),
    ]
)


def visitor_of(key: str) -> int:
    """The signed 64-bit number that stands for a browser's random id, or for "reader:<key>"."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
