"""`bin/houtai workspaces WHAT …`: finds its subcommands in houtai/core/workspaces/cli."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser

from houtai.core.workspaces import cli, engine


class Command(BaseCommand):
    help = "Make, list, suspend, delete, move, export, back up … workspaces. Try: workspaces list --help"
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
        for name, part in parts().items():
            part.add_arguments(what.add_parser(name, help=part.HELP, description=part.HELP))

    def handle(self, *, what: str, **options: Any) -> None:
        if not engine.exists(engine.CONTROL):
            raise CommandError("Nothing is prepared here yet. Run: bin/houtai prepare")
        try:
            parts()[what].run(options, self.stdout.write)
        except Exception as error:
            if not (message := getattr(error, "message", "")):
                raise
            raise CommandError(str(message)) from error


def parts() -> dict[str, Any]:
    names = sorted(found.name for found in iter_modules(cli.__path__) if found.name != "__init__")
    return {name: import_module(f"{cli.__name__}.{name}") for name in names}
