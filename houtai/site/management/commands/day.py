"""`day` plays one working day in fast-forward through the real parts, and closes its books."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from houtai.core.workspaces.context import NoWorkspace, current
from houtai.core.workspaces.engine import folder_of
from houtai.core.workspaces.rest import AlreadyPlaying, rest
from houtai.site.day.books import books_of
from houtai.site.day.cast import assemble
from houtai.site.day.chores import Chores, TaskFailed
from houtai.site.day.front.opening import opened
from houtai.site.day.front.post import CollectorSilent
from houtai.site.day.plan import ENTRIES, LONGEST, READERS, SHORTEST, TICKS, AnotherDay, Plan, UnreadablePlan
from houtai.site.day.play import Play
from houtai.site.day.server import PortTaken, serving
from houtai.site.day.sites import NoInput, Site, from_folder, sample

FORESEEN = (AlreadyPlaying, AnotherDay, CollectorSilent, NoInput, PortTaken, TaskFailed, UnreadablePlan)


def past_day(text: str) -> str:
    """The date, if it is one that is over."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a date such as 2026-03-02") from error
    if day >= datetime.now(tz=UTC).date():
        raise ArgumentTypeError(f"{text} is not over yet; a day that is played must be")
    return day.isoformat()


def between(low: int, high: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdecimal() or not low <= int(text) <= high:
            raise ArgumentTypeError(f"{text!r} is not a number from {low} to {high}")
        return int(text)

    return number


class Command(BaseCommand):
    help = "Play one working day: collect, decide, hand over to a strategy, close the ledger. All of it is simulated."

    def add_arguments(self, parser: ArgumentParser) -> None:
        folder = "a folder with feeds/**/*.xml and pages/*/source.html; without it, sample content"
        parser.add_argument("--input", default="", help=folder)
        parser.add_argument("--seed", type=int, default=1, help="of all chance: the same seed plays the same day")
        parser.add_argument("--date", type=past_day, help="the date to play, YYYY-MM-DD; yesterday unless given")
        ticks, entries = between(SHORTEST, LONGEST), between(1, 10_000)
        parser.add_argument("--half-hours", type=ticks, default=TICKS, dest="ticks", help="how long the day is")
        parser.add_argument("--entries", type=entries, default=ENTRIES, help="of each sample feed, at most")
        readers = between(0, 1_000_000)
        parser.add_argument("--readers", type=readers, default=READERS, help="how many read out front; 0 for nobody")
        parser.add_argument("--json", action="store_true", help="print the books as JSON")

    def handle(self, **options: Any) -> None:
        try:
            books = self.play(self.wanted(options), folder_of(current()) / "day.json")
        except NoWorkspace as error:
            raise CommandError("There is no workspace yet: run `bin/houtai prepare` first.") from error
        except FORESEEN as error:
            raise CommandError(str(error)) from error
        self.report(books, as_json=options["json"])
        wrong = books["imbalances"] + books["decisions_verify"] + books["ledger_verify"]
        if wrong:
            self.stderr.write("\n".join(wrong))
            sys.exit(1)

    def wanted(self, options: dict[str, Any]) -> Plan:
        day = options["date"] or (datetime.now(tz=UTC) - timedelta(days=1)).date().isoformat()
        folder = str(Path(options["input"]).resolve()) if options["input"] else ""
        size = {name: options[name] for name in ("ticks", "entries", "readers")}
        return Plan(seed=options["seed"], day=day, input=folder, **size)

    def play(self, wanted: Plan, file: Path) -> dict[str, Any]:
        with rest() as go_on:
            plan = Plan.resume(file, wanted)
            site = self.site(plan)
            with serving(site, port=plan.port) as server, ExitStack() as stack:
                plan = replace(plan, port=server.port).save(file)
                cast, chores = assemble(plan, site, origin=server.origin), Chores(key=plan.key)
                front = stack.enter_context(opened(plan, cast, chores, file=file)) if plan.readers else None
                plan = front.plan if front else plan

                def say(line: str) -> None:
                    go_on()
                    self.stderr.write(line)

                if not plan.done:
                    plan = Play(
                        plan=plan, cast=cast, server=server, file=file, say=say, chores=chores, front=front
                    ).run()
                replace(plan, done=True).save(file)
                return books_of(plan, cast, front=front)

    def site(self, plan: Plan) -> Site:
        if plan.input:
            return from_folder(Path(plan.input))
        return sample(seed=plan.seed, entries=plan.entries, day=plan.at(0))

    def report(self, books: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(books, ensure_ascii=False, indent=1))
            return
        for name, value in books.items():
            self.stdout.write(f"{name:22} {value}")
