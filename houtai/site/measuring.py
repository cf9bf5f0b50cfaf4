"""What `bench` and `eval` share: they run `run` of a file in a folder beside the product, which gives rows."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

ROOT = Path(__file__).resolve().parents[2]


class Measuring(BaseCommand):
    """package: where the files are; kind: what one is called; takes: what `run` is given, by the names of options."""

    package = ""
    kind = ""
    takes: tuple[str, ...] = ("quick",)
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help=f"one of {', '.join(self.names())}")
        parser.add_argument("--quick", action="store_true", help="the same on a smaller size")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def names(self) -> list[str]:
        """What can be run by name: the files with a `run`."""
        folder = ROOT / self.package.replace(".", "/")
        return sorted(
            path.stem for path in folder.glob("*.py") if "\ndef run(*, quick: bool" in path.read_text("utf-8")
        )

    def handle(self, *, name: str, quick: bool, json: bool, **options: Any) -> None:
        if name not in self.names():
            raise CommandError(f"There is no {self.kind} {name}. There are: {', '.join(self.names())}.")
        sys.path.insert(0, str(ROOT))
        given = {"quick": quick, **options}
        rows = import_module(f"{self.package}.{name}").run(**{word: given[word] for word in self.takes})
        self.stdout.write(as_json(rows, quick) if json else as_table(rows, quick))
        if not all(row.holds for row in rows):
            sys.exit(1)


def as_json(rows: list[Any], quick: bool) -> str:
    return json.dumps({"quick": quick, "rows": [row.as_json() for row in rows]}, ensure_ascii=False)


def as_table(rows: list[Any], quick: bool) -> str:
    return "\n".join([*(["Quick: smaller sizes than the goals name."] if quick else []), *(row.line() for row in rows)])
