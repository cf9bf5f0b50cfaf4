from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from houtai.core.readers import erasing, rebuilding
from houtai.core.readers.models import Reader


class Command(BaseCommand):
    help = "Rebuild the bitmaps of readers; export or erase one reader."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("rebuild", help="make all bitmaps anew, and say which were wrong")
        for verb in ("export", "erase"):
            one = verbs.add_parser(verb, help=f"{verb} everything that is kept about one reader")
            one.add_argument("reader", help="the site's key of the reader, or #number")

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, options["verb"])(**options)

    def rebuild(self, **_options: Any) -> None:
        wrong = rebuilding.rebuild()
        self.stdout.write(f"{len(wrong)} bitmaps were wrong and are right now.")

    def export(self, *, reader: str, **_options: Any) -> None:
        found = erasing.export(self.found(reader))
        self.stdout.write(json.dumps(found, cls=erasing.Encoder, ensure_ascii=False, indent=1))

    def erase(self, *, reader: str, **_options: Any) -> None:
        rows = erasing.erase(self.found(reader), at=now())
        self.stdout.write(f"{rows} rows are erased; the events follow with the next background task.")

    def found(self, name: str) -> Reader:
        number = name.removeprefix("#")
        wanted = {"pk": int(number)} if name.startswith("#") and number.isdecimal() else {"key": name}
        reader = Reader.objects.filter(**wanted).first()
        if reader is None:
            raise CommandError(f"There is no reader {name!r}.")
        return reader
