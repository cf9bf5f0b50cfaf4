"""`decisions verify` walks the decision log's hash chain and compares it with its seal."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand

from houtai.core.work.models import Decision
from houtai.core.work.sealing import verified
from houtai.site.management.differences import report


class Command(BaseCommand):
    help = "Verify the decision log: nothing changed, dropped, put in between or cut off."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["verify"])
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *, json: bool, **options: Any) -> None:
        rows = Decision.objects.count()
        sys.exit(report(verified(Decision), rows=rows, what="decisions", as_json=json, out=self.stdout))
