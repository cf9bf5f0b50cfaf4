import signal
from typing import Any

from django.core.management.base import BaseCommand

from houtai.core.workspaces import uses
from houtai.core.workspaces.worker import Worker


class Command(BaseCommand):
    help = "Run background tasks and the schedule, for all workspaces."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--once", action="store_true", help="run everything that is due, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker()
        if options["once"]:
            self.stdout.write(f"{worker.drain()} tasks run.")
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_signal: worker.stop())
        uses.keep()
        worker.run()
