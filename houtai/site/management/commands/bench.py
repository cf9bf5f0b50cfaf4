"""`bench NAME` measures the goals of one part: runs `run` of bench/NAME.py, which gives rows."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

FOLDER = Path(__file__).resolve().parents[4] / "bench"


def names() -> list[str]:
    """Benchmarks that can be run by name: the files with a `run`."""
    return sorted(path.stem for path in FOLDER.glob("*.py") if "\ndef run(*, quick: bool)" in path.read_text("utf-8"))


class Command(BaseCommand):
    help = "Measure goals beside their peers on this machine. Ends with 1 when one does not hold."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help=f"one of {', '.join(names())}")
        parser.add_argument("--quick", action="store_true", help="the same on a smaller size")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *, name: str, quick: bool, json: bool, **options: Any) -> None:
        if name not in names():
            raise CommandError(f"There is no benchmark {name}. There are: {', '.join(names())}.")
        sys.path.insert(0, str(FOLDER.parent))
        rows = import_module(f"bench.{name}").run(quick=quick)
        self.stdout.write(as_json(rows, quick) if json else as_table(rows, quick))
        if not all(row.holds for row in rows):
            sys.exit(1)


def as_json(rows: list[Any], quick: bool) -> str:
    return json.dumps({"quick": quick, "rows": [row.as_json() for row in rows]}, ensure_ascii=False)


def as_table(rows: list[Any], quick: bool) -> str:
    return "\n".join([*(["Quick: smaller sizes than the goals name."] if quick else []), *(row.line() for row in rows)])
