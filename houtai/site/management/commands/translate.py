"""`bin/houtai translate`: keeps the `.po` files up to the texts; with --check it only says what is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from houtai.site.setup.messages import compile_messages
from houtai.site.translation.catalogs import LANGUAGE, Check, merge
from houtai.site.translation.sources import App


class Command(BaseCommand):
    help = "Collect the texts of every app into its .po file and compile them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail when a text has no translation")

    def handle(self, *, check: bool, **options: Any) -> None:
        if check:
            self.check_texts()
        else:
            self.merge_texts()

    def merge_texts(self) -> None:
        for app in own_apps():
            if merge(app=app):
                self.stdout.write(f"{app.po(language=LANGUAGE).relative_to(app.root)} written")
        compile_messages()

    def check_texts(self) -> None:
        if faults := list(Check().faults(apps=own_apps())):
            raise CommandError("\n".join([*faults, f"{len(faults)} texts to mend."]))


def own_apps() -> list[App]:
    """The installed apps that live in this checkout, in the order of their folders."""
    folders = sorted(Path(config.path) for config in apps.get_app_configs())
    ours = settings.ROOT / "houtai"
    return [App(folder=folder, root=settings.ROOT) for folder in folders if folder.is_relative_to(ours)]
