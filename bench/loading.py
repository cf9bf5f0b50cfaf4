"""Many generated events straight into a workspace's log, made once and kept: for benchmarks over 100 M events.

    .venv/bin/python -m bench.loading --log FOLDER [--events 100000000] [--days 30]

FOLDER becomes the table (`…/workspaces/<id>/events/log`). What is there already is kept when it has as many events.
"""

from __future__ import annotations

import argparse
import os
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
from deltalake import DeltaTable

from houtai.core.events.log import Log
from houtai.core.events.schema import EVENTS, UTC_TIME

CHUNK = 2_000_000
DAY_US = 86_400_000_000
NAMES, SHARES = ["view", "read", "show", "click", "share"], [0.30, 0.15, 0.45, 0.08, 0.02]
DEVICES, HOSTS = ["phone", "desktop", "tablet"], ["", "search.example", "social.example", "news.example"]


def load(folder: Path, *, events: int, days: int, until: date, articles: int = 20_000, readers: int = 2_000_000) -> int:
    """Fill the table with `events` events over `days` days up to `until`; returns how many were written now."""
    log, random = Log(folder, EVENTS), np.random.default_rng(7)
    if log.exists() and count(folder) >= events:
        return 0
    written, commit = 0, 0
    for number in range(days):
        day = until - timedelta(days=days - 1 - number)
        left = events // days + (number < events % days)
        while left:
            size, commit = min(left, CHUNK), commit + 1
            rows = generated(size, day=day, commit=commit, articles=articles, readers=readers, random=random)
            log.append(rows, positions={"commit": commit})
            left, written = left - size, written + size
    log.table().create_checkpoint()
    return written


def count(folder: Path) -> int:
    return int(DeltaTable(str(folder)).count())


def generated(
    size: int, *, day: date, commit: int, articles: int, readers: int, random: np.random.Generator
) -> pa.Table:
    """Articles and readers as uneven as real ones: a few get most."""
    begin = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1_000_000
    at = np.sort(random.integers(begin, begin + DAY_US, size))
    popular = np.minimum(random.zipf(1.3, size), articles)
    who = (readers * random.random(size) ** 2).astype(np.int64)
    name = random.choice(len(NAMES), size, p=SHARES)
    pushed = random.random(size) < 0.05
    times = pa.array(at).cast(UTC_TIME)
    article = pa.DictionaryArray.from_arrays(
        pa.array(popular.astype(np.int32)), pa.array([f"content.article:{n}" for n in range(articles + 1)])
    )
    path = pa.DictionaryArray.from_arrays(article.indices, pa.array([f"/articles/{n}/" for n in range(articles + 1)]))
    return pa.table({
        "commit": pa.repeat(commit, size).cast(pa.int64()),
        "batch": pa.array(random.integers(-(2**63), 2**63, size)),
        "n": pa.array(np.zeros(size, dtype=np.int16)),
        "at": times,
        "received": times,
        "day": pa.repeat(day, size).cast(pa.date32()),
        "visitor": pa.array(who * 2654435761 % 2**61),
        "reader": pa.repeat("", size),
        "name": pa.array(np.array(NAMES)[name]),
        "subject": article.cast(pa.string()),
        "path": path.cast(pa.string()),
        "referrer": pa.array(np.array(HOSTS)[random.integers(0, len(HOSTS), size)]),
        "device": pa.array(np.array(DEVICES)[random.integers(0, len(DEVICES), size)]),
        "value": pa.array(random.integers(1, 300, size).astype(np.float64), mask=name != 1),
        "decision": pa.array(random.integers(1, 500, size), mask=~pushed),
        "via": pa.array(who, mask=~pushed),
        "props": pa.repeat("", size),
        "simulated": pa.repeat(pa.scalar(value=False), size),
        "fate": pa.array((random.random(size) < 0.01).astype(np.int8)),
    })  # fmt: skip


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houtai.site.settings")
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--log", type=Path, required=True)
    asked.add_argument("--events", type=int, default=100_000_000)
    asked.add_argument("--days", type=int, default=30)
    given, begun = asked.parse_args(), time.monotonic()
    written = load(given.log, events=given.events, days=given.days, until=datetime.now(UTC).date())
    print(f"{written} events written in {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
