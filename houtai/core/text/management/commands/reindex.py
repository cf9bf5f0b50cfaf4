from __future__ import annotations

from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser

from houtai.core.text.models import Refiling
from houtai.core.text.search.refiling import every, refile, targets
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import Workspace


class Command(BaseCommand):
    help = "Make anew what a workspace's full-text search finds; goes on where it was stopped."
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("workspace", help="its id")
        parser.add_argument("--again", action="store_true", help="from the beginning, whatever was under way")

    def handle(self, *, workspace: str, again: bool, **_options: Any) -> None:
        if not Workspace.objects.filter(pk=workspace).exists():
            raise CommandError(f"There is no workspace {workspace}.")
        with enter(workspace):
            for documents in every():
                if again or not Refiling.of(targets(documents)).exists():
                    Refiling.begin(targets(documents))
                done = refile(documents, tell=self.say)
                self.stdout.write(f"{targets(documents)._meta.verbose_name_plural}: all of {done} can be found.")

    def say(self, done: int) -> None:
        self.stdout.write(str(done))
