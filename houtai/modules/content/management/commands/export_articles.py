from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from houtai.core.workspaces.archive.drafts import room
from houtai.core.workspaces.archive.errors import NoRoom
from houtai.core.workspaces.archive.telling import Telling
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.models.workspace import UnknownWorkspace
from houtai.modules.content.models import Article
from houtai.modules.content.models.archives.errors import BadArchive
from houtai.modules.content.models.archives.packing import JSON, MARKDOWN, pack


class Command(BaseCommand):
    help = "Write all articles of a workspace into one archive, with their drafts and pictures."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("workspace", help="its id, host name or name")
        parser.add_argument("file", type=Path, help="such as articles.zip; it must not exist yet")
        parser.add_argument("--format", choices=[MARKDOWN, JSON], default=MARKDOWN)

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        if file.exists():
            raise CommandError(f"{file} is there already; choose another name.")
        try:
            with enter(Workspace.objects.called(options["workspace"]).pk):
                self.write(file, options["format"])
        except UnknownWorkspace as unknown:
            raise CommandError(str(unknown.message)) from unknown
        except (BadArchive, NoRoom) as error:
            file.unlink(missing_ok=True)
            raise CommandError(str(error.message)) from error

    def write(self, file: Path, form: str) -> None:
        articles, tell = Article.objects.all(), Telling(self.stdout.write)
        total = articles.count()
        with room():
            done = pack(articles, file, form=form, progress=lambda number: tell("articles", number, total))
        self.stdout.write(f"{file}: {done['articles']} articles, {done['images']} pictures")
