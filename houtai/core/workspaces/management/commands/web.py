from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from granian import Granian
from granian.constants import Interfaces


class Command(BaseCommand):
    help = "Serve the desk and the public pages at HOUTAI_URL."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--bind", default="127.0.0.1", help="the address to listen on; 0.0.0.0 for all")
        parser.add_argument("--port", type=int, default=settings.URL.port, help="the port to listen on")

    def handle(self, *args: Any, **options: Any) -> None:
        Granian(
            "houtai.site.asgi:application",
            address=options["bind"],
            port=options["port"],
            interface=Interfaces.ASGI,
            workers=1,
            websockets=False,
            # It has been seen to hang at SIGTERM.
            workers_kill_timeout=10,
            log_access=False,
        ).serve()
