"""`ledger close` writes down what a day was worth; `ledger verify` measures every line again."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils.timezone import now

from houtai.core.ledger.closing import DAY, NotOver, close, close_until
from houtai.core.ledger.models import Entry
from houtai.core.ledger.verification import verify
from houtai.site.management.differences import report


class Command(BaseCommand):
    help = "Close the value ledger, or verify every line of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["close", "verify"])
        parser.add_argument(
            "--day", type=day, help="close this day in UTC, as 2026-01-31; without it, every day that is over"
        )
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *, verb: str, day: datetime | None, json: bool, **options: Any) -> None:
        if verb == "verify":
            sys.exit(report(verify(), rows=Entry.objects.count(), what="entries", as_json=json, out=self.stdout))
        self.close(day, as_json=json)

    def close(self, day: datetime | None, *, as_json: bool) -> None:
        try:
            entries = close(start=day, end=day + DAY, now=now()) if day else close_until(now())
        except NotOver as error:
            raise CommandError(str(error)) from error
        if as_json:
            self.stdout.write(json.dumps({"entries": [row(entry) for entry in entries]}, ensure_ascii=False))
            return
        for entry in entries:
            self.stdout.write(f"{entry.start:%Y-%m-%d}  {entry.evidence}  {entry.part}: {entry.formula}")
        self.stdout.write(f"{len(entries)} new entries")


def day(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)


def row(entry: Entry) -> dict[str, Any]:
    names = ("id", "metric", "part", "direction", "value", "low", "high", "unit", "money", "currency", "evidence")
    span = {"start": entry.start.isoformat(), "end": entry.end.isoformat()}
    return {**{name: getattr(entry, name) for name in (*names, "simulated", "formula", "inputs")}, **span}
