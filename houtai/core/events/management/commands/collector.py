"""The collector as a process of its own, for sites with many readers."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from granian import Granian
from granian.constants import HTTPModes, Interfaces, TaskImpl

from houtai.core.workspaces.management.commands.web import refuse_if_taken

# What its workers add to their niceness: an acknowledgement may wait a little, a page should not.
BEHIND_PAGES = 5
# The thread that makes events durable asks for the interpreter after each step, and all who wait wait for it.
SWITCH_SECONDS = 0.001


class Command(BaseCommand):
    help = "Take events in. Point the tracker here with HOUTAI_EVENTS_URL."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--bind", default="127.0.0.1", help="the address to listen on; 0.0.0.0 for all")
        parser.add_argument("--port", type=int, default=8100, help="the port to listen on")
        parser.add_argument("--workers", type=int, default=1, help="processes; each has files of its own")

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_if_taken(options["bind"], options["port"])
        place = {"address": options["bind"], "port": options["port"]}
        server("houtai.core.events.rsgi:application", workers=options["workers"], **place).serve()


def server(target: str, *, address: str, port: int, workers: int, factory: bool = False) -> Any:
    """The server of `target`, an RSGI application, or what makes one (factory).

    Its workers inherit what is set here of this process.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    return Granian(
        target,
        address=address,
        port=port,
        interface=Interfaces.RSGI,
        workers=workers,
        factory=factory,
        http=HTTPModes.http1,
        task_impl=TaskImpl.asyncio,
        websockets=False,
        workers_kill_timeout=10,
        log_access=False,
    )
