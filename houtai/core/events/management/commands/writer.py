import os
import signal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from houtai.core.events.retention import days_kept
from houtai.core.events.upkeep import Upkeep
from houtai.core.events.writer import Writer

# Events may come into the log a little later, a page or an acknowledgement should not wait: see nice(1).
BEHIND_COLLECTOR = 10


class Command(BaseCommand):
    help = "Move events from the intake into the event logs, and keep those quick. One process for all workspaces."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="move everything that is there, then end")
        parser.add_argument("--upkeep", action="store_true", help="join files and forget old days now, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        home = Path(settings.HOME)
        upkeep = Upkeep(home, clock=timezone.now, days=days_kept)
        writer = Writer(home, clock=timezone.now, upkeep=upkeep)
        if options["upkeep"]:
            done = upkeep.turn()
            self.stdout.write(f"{sum(len(one.joined) for one in done)} days joined.")
        elif options["once"]:
            moved = writer.run_once()
            self.stdout.write(f"{moved.events} events, {moved.duplicates} duplicates, {moved.bots} of bots.")
        else:
            os.nice(BEHIND_COLLECTOR)
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_signal: writer.stop())
            writer.run()
