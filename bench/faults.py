"""The whole day killed at random moments while four workers race and are killed too. `bin/houtai bench faults`.

Compared with the same day left alone: the same books, but for what was in hand. No delivery twice, no cap broken.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.processes import run as command
from bench.processes import scratch_home
from bench.rows import Row
from bench.striking import finish, racing, strike

KILLS = 20
FULL, QUICK = ["--readers=20000"], ["--readers=500", "--half-hours=8", "--entries=10"]
SALT = "from houtai.modules.push.models import Policy; p = Policy.current(); p.salt = 'same'; p.save()"
# What may differ: an e-mail in hand may be unknown for ever, and what was in hand is sent again under its name.
LOOSE = ("events", "pushes", "doors", "lift", "ledger")
OVER = """SELECT count(*) FROM (
    SELECT count(*) n, 0 most FROM push_delivery d WHERE slot > 0 GROUP BY reader_id, day HAVING n > {cap}
    UNION ALL SELECT count(*) n, CASE channel WHEN 'webpush' THEN {webpush} WHEN 'email' THEN {email} ELSE {webhook} END
    most FROM push_delivery WHERE slot > 0 GROUP BY reader_id, day, channel HAVING n > most)"""
CAPS = "SELECT cap, webpush_cap, email_cap, webhook_cap FROM push_policy"


@dataclass(frozen=True, kw_only=True)
class Day:
    """told: its books; twice: e-mails that arrived more than once; over: how often a cap was broken."""

    told: dict[str, Any]
    twice: int
    over: int

    @classmethod
    def of(cls, home: Path, books: str) -> Day:
        (database,) = home.glob("workspaces/*/db.sqlite3")
        return cls(told=json.loads(books), twice=twice(database.parent), over=over(database))


def run(*, quick: bool) -> list[Row]:
    words, kills = (QUICK, KILLS // 4) if quick else (FULL, KILLS)
    with scratch_home() as home:
        command(home, "shell", "-c", SALT)
        began = time.monotonic()
        alone = Day.of(home, finish(home, words))
        seconds = time.monotonic() - began
    with scratch_home() as home:
        command(home, "shell", "-c", SALT)
        with racing(home) as deaths:
            done = strike(home, words, kills=kills, seconds=seconds)
            books = finish(home, words)
        struck = Day.of(home, books)
    return judged(struck, alone, note=f"{done} x kill -9 of the day, {sum(deaths.values())} of its workers")


def judged(struck: Day, alone: Day, *, note: str) -> list[Row]:
    here, there = struck.told, alone.told
    wrong = [*here["imbalances"], *here["decisions_verify"], *here["ledger_verify"]]
    lost = there["doors"]["email"] - here["doors"]["email"]
    events = abs(here["events"]["counted"] - there["events"]["counted"])
    found = {
        "figures that differ from a day left alone": (len(differing(here, there)), ", ".join(differing(here, there))),
        "sums that do not come out": (len(wrong), "; ".join(wrong)[:300]),
        "e-mails that arrived twice": (
            struck.twice,
            f"{here['doors']['repeats']} repeats of others, under their names",
        ),
        "caps broken": (struck.over, ""),
    }
    rows = [row(what, number, "= 0", say) for what, (number, say) in found.items()]
    # Whom no e-mail reached does not click, and what is read decides what others are shown.
    share = events / max(there["events"]["counted"], 1)
    return [
        *rows,
        row("share of events more or less", share, "<= 0.02" if lost else "= 0", f"{lost} mails lost; {note}"),
    ]


def row(what: str, value: float, target: str, note: str) -> Row:
    return Row(goal="faults", what=what, value=value, unit="", target=target, note=note)


def differing(here: dict[str, Any], there: dict[str, Any]) -> list[str]:
    """Names of what must be the same and is not."""
    whole = [name for name in there if name not in LOOSE and here[name] != there[name]]
    kept, sums = (fates(told["pushes"]) for told in (here, there))
    return whole + [name for name in sums if kept[name] != sums[name]]


def fates(pushes: dict[str, int]) -> dict[str, int]:
    told = {name: number for name, number in pushes.items() if name not in ("delivered", "failed")}
    return {**told, "delivered or failed": pushes["delivered"] + pushes["failed"]}


def twice(folder: Path) -> int:
    lines = map(json.loads, (folder / "day-received.jsonl").read_text("utf-8").splitlines())
    came = Counter((one["channel"], one["address"], one["key"]) for one in lines)
    return sum(number > 1 for (channel, _address, _key), number in came.items() if channel == "email")


def over(database: Path) -> int:
    link = sqlite3.connect(database)
    try:
        caps = dict(zip(("cap", "webpush", "email", "webhook"), link.execute(CAPS).fetchone(), strict=True))
        return int(link.execute(OVER.format(**caps)).fetchone()[0])
    finally:
        link.close()
