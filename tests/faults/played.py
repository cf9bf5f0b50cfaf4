"""Small days with readers out front, and their books, to be compared."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from typing import Any

from django.conf import settings

from tests import homes
from tests.faults.conftest import Ended, Kennel

# What is kept of events is counted from today, so the day to play is a late one.
YESTERDAY = (datetime.now(tz=UTC) - timedelta(days=1)).date().isoformat()
DAY = ["day", "--skip-checks", "--json", f"--date={YESTERDAY}"]
DECISION = "d.id, at, action, mode, actor, simulated, touch_ms, because, rule, queue, facts, undoes_id, kind, key"
ROWS = {
    "decisions": f"SELECT {DECISION} FROM work_decision d JOIN work_subject s ON subject_id = s.id WHERE simulated",
    "drafts": "SELECT id, title, words, similarity, state, collected_at FROM collect_draft",
    "entries": "SELECT source_id, fate, reason, title, at, draft_id FROM collect_entry ORDER BY source_id, id",
    "articles": "SELECT id, title, live FROM content_article",
}
# Lots are drawn with it, so days in two homes are the same only when it is.
SALT = "from houtai.modules.push.models import Policy; p = Policy.current(); p.salt = 'same'; p.save()"
STEADY = (
    *("day", "seed", "found", "drafts", "duplicates", "refused", "reasons", "strategy", "waiting"),
    *("decided_by_people", "decided_by_strategy"),
)
BOUND = "SELECT push_id, reader_id, channel, slot, channel_slot FROM push_delivery ORDER BY push_id, reader_id"


def asked(kennel: Kennel, sql: str) -> list[Any]:
    return homes.asked(kennel.home, sql)


def rows(kennel: Kennel) -> dict[str, list[Any]]:
    found = {name: asked(kennel, sql) for name, sql in ROWS.items()}
    return found if settings.ENGINE == "sqlite" else renumbered(found)


def renumbered(found: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """PostgreSQL never gives a number again that it gave to what a kill took back: counted without such gaps."""
    at = {name: places(row[0] for row in table) for name, table in found.items()}
    named: dict[tuple[str, str], int] = {}
    return {
        "decisions": [
            (
                at["decisions"][number],
                *told,
                at["decisions"].get(undoes),
                kind,
                named.setdefault((kind, key), len(named)),
            )
            for number, *told, undoes, kind, key in sorted(found["decisions"])
        ],
        "drafts": [(at["drafts"][number], *told) for number, *told in sorted(found["drafts"])],
        "entries": [
            (at["entries"][source], *told, at["drafts"].get(draft)) for source, *told, draft in found["entries"]
        ],
        "articles": [(at["articles"][number], *told) for number, *told in sorted(found["articles"])],
    }


def places(numbers: Iterable[int]) -> dict[int, int]:
    """Each number's place among them."""
    return {number: place for place, number in enumerate(sorted(set(numbers)))}


def bound(kennel: Kennel) -> list[Any]:
    found = asked(kennel, BOUND)
    at = places(push for push, *_told in found)
    return [(at[push], *told) for push, *told in found]


def salted(kennel: Kennel) -> Kennel:
    ended = kennel.run("shell", "-c", SALT)
    assert ended.status == 0, ended.err
    return kennel


def books(ended: Ended) -> dict[str, Any]:
    """Those of a day that ended well. It ends with 1 when one of its own sums does not come out."""
    assert ended.status == 0, ended.err
    told: dict[str, Any] = json.loads(ended.out)
    assert told["imbalances"] == told["decisions_verify"] == told["ledger_verify"] == []
    return told


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day that ended. told: its books; bound: who was bound to get what, with which slots; rows: what it left."""

    told: dict[str, Any]
    bound: list[Any]
    rows: dict[str, list[Any]]

    @classmethod
    def of(cls, kennel: Kennel, ended: Ended) -> Day:
        return cls(told=books(ended), bound=bound(kennel), rows=rows(kennel))


def same(struck: Day, alone: Day) -> None:
    """The books of a day that was struck are those of one that was left alone.

    But what was on its way may have been sent again, under the same name, and an e-mail that was in hand may be
    unknown for ever. Where such a one did not arrive, its reader did not click, and all that follows from clicks
    may differ a little.
    """
    here, there = struck.told, alone.told
    assert {name: here[name] for name in STEADY} == {name: there[name] for name in STEADY}
    assert settled(here["pushes"]) == settled(there["pushes"])
    assert struck.bound == alone.bound
    lost = there["doors"]["email"] - here["doors"]["email"]
    assert 0 <= lost <= here["pushes"]["failed"]
    if lost:
        assert abs(here["events"]["counted"] - there["events"]["counted"]) <= 0.1 * there["events"]["counted"]
        return
    assert others(struck.rows, alone.rows) == []
    assert here["ledger"] == there["ledger"]
    assert here["lift"] == there["lift"]
    assert arrived(here) == arrived(there)
    assert counted(here) == counted(there)
    assert 0 <= here["events"]["duplicate"] - there["events"]["duplicate"] <= here["events"]["sent_again"]


def others(here: dict[str, list[Any]], there: dict[str, list[Any]]) -> list[Any]:
    """Rows that are not the same, by table, side by side; the first few."""
    pairs = [(name, *pair) for name in there for pair in zip_longest(here[name], there[name])]
    return [(name, mine, theirs) for name, mine, theirs in pairs if mine != theirs][:5]


def settled(pushes: dict[str, int]) -> dict[str, int]:
    told = {name: number for name, number in pushes.items() if name not in ("delivered", "failed")}
    return {**told, "delivered or failed": pushes["delivered"] + pushes["failed"]}


def arrived(told: dict[str, Any]) -> dict[str, int]:
    return {name: number for name, number in told["doors"].items() if name != "repeats"}


def counted(told: dict[str, Any]) -> dict[str, int]:
    return {name: told["events"][name] for name in ("sent", "counted", "bot", "refused")}
