"""`day` plays one working day in fast-forward through the real parts, and closes its books."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError

from houtai.core.workspaces.context import current
from houtai.core.workspaces.engine import folder_of
from houtai.site.day.books import books_of
from houtai.site.day.cast import assemble
from houtai.site.day.plan import AnotherDay, Plan
from houtai.site.day.play import Play
from houtai.site.day.server import serving
from houtai.site.day.sites import NoInput, from_folder, sample


class Command(BaseCommand):
    help = "Play one working day: collect, decide, hand over to a strategy, close the ledger. People and time are simulated."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--input",
            default="",
            help="a folder with feeds/**/*.xml and pages/*/source.html; without it, sample content",
        )
        parser.add_argument("--seed", type=int, default=1, help="of all chance: the same seed plays the same day")
        parser.add_argument("--date", default="", help="the date to play, YYYY-MM-DD; yesterday unless given")
        parser.add_argument("--half-hours", type=int, default=20, dest="ticks", help="how long the day is")
        parser.add_argument("--entries", type=int, default=40, help="entries in each sample feed, at most")
        parser.add_argument("--json", action="store_true", help="print the books as JSON")

    def handle(self, **options: Any) -> None:
        folder = folder_of(current())
        try:
            plan = Plan.resume(folder / "day.json", self.wanted(options))
            site = from_folder(Path(plan.input)) if plan.input else sample(seed=plan.seed, entries=plan.entries, day=plan.at(0))
        except (AnotherDay, NoInput) as error:
            raise CommandError(str(error)) from error
        playing = folder / "playing"
        playing.write_text(str(os.getpid()))
        try:
            books = self.play(plan, site, folder / "day.json")
        finally:
            playing.unlink(missing_ok=True)
        self.report(books, as_json=options["json"])
        wrong = books["imbalances"] + books["decisions_verify"] + books["ledger_verify"]
        if wrong:
            self.stderr.write("\n".join(wrong))
            sys.exit(1)

    def wanted(self, options: dict[str, Any]) -> Plan:
        day = options["date"] or (datetime.now(tz=UTC) - timedelta(days=1)).date().isoformat()
        folder = str(Path(options["input"]).resolve()) if options["input"] else ""
        return Plan(seed=options["seed"], day=day, input=folder, ticks=options["ticks"], entries=options["entries"])

    def play(self, plan: Plan, site: Any, file: Path) -> dict[str, Any]:
        with serving(site, port=plan.port) as server:
            plan = replace(plan, port=server.port).save(file)
            cast = assemble(plan, site, origin=server.origin)
            if not plan.done:
                Play(plan=plan, cast=cast, server=server, say=self.say).run()
            replace(plan, done=True).save(file)
            return books_of(plan, cast)

    def say(self, text: str) -> None:
        self.stderr.write(f"{text} ", ending="")
        self.stderr.flush()

    def report(self, books: dict[str, Any], *, as_json: bool) -> None:
        self.stderr.write("")
        if as_json:
            self.stdout.write(json.dumps(books, ensure_ascii=False, indent=1))
            return
        for name, value in books.items():
            self.stdout.write(f"{name:22} {value}")
