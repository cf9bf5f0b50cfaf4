from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from houtai.core.work.actors import SYSTEM, Actor
from houtai.core.workspaces.archive.telling import Telling
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.models.workspace import UnknownWorkspace
from houtai.modules.content.models.archives.carrying_out import Report, carried_out, foreseen
from houtai.modules.content.models.archives.errors import BadArchive
from houtai.modules.content.models.archives.planning import REFUSED


class Command(BaseCommand):
    help = (
        "Bring articles into a workspace: an archive that export_articles wrote, or Markdown files. First looks at all."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("workspace", help="its id, host name or name")
        parser.add_argument("file", type=Path, help="a zip, or one .md file")
        parser.add_argument("--as", dest="email", help="whose decisions these are; Houtai's own unless given")
        parser.add_argument("--publish", action="store_true", help="publish what is public in the file")
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["file"].is_file():
            raise CommandError(f"There is no file {options['file']}.")
        try:
            workspace = Workspace.objects.called(options["workspace"])
            if workspace.state != Workspace.State.ACTIVE:
                raise CommandError("This workspace is not in use.")
            with enter(workspace.pk):
                self.bring(options)
        except UnknownWorkspace as unknown:
            raise CommandError(str(unknown.message)) from unknown
        except BadArchive as bad:
            raise CommandError(f"{bad.message} Nothing was changed.") from bad

    def bring(self, options: dict[str, Any]) -> None:
        file, tell = options["file"], Telling(self.stdout.write)
        about = {"name": file.name, "by": self.actor(options["email"]), "publish": options["publish"]}
        report = foreseen(file, progress=lambda done, of: tell("looked at", done, of), **about)
        if not options["dry_run"]:
            about |= {"batch": uuid.uuid4().hex, "at": now()}
            report = carried_out(file, progress=lambda done, of: tell("done", done, of), **about)
        self.say(report)

    def actor(self, email: str | None) -> Actor:
        if email is None:
            return SYSTEM
        user = get_user_model()._default_manager.filter(email__iexact=email, is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody here has the address {email}.")
        return Actor.of(user)

    def say(self, report: Report) -> None:
        for line in report.lines:
            if line["kind"] == REFUSED:
                self.stderr.write(f"{line['where']}: {line['why']}")
        self.stdout.write(", ".join(f"{count} {kind}" for kind, count in report.counts.items()))
