import os
import socket
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from granian import Granian
from granian.constants import Interfaces


class Command(BaseCommand):
    help = "Serve the desk and the public pages at HOUTAI_URL."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--bind", default="127.0.0.1", help="the address to listen on; 0.0.0.0 for all")
        parser.add_argument("--port", type=int, default=settings.URL.port, help="the port to listen on")
        parser.add_argument(
            "--internal-port",
            type=int,
            help="listen here on the loopback address alone, for the web process of the other engine, which stands in "
            "front and finds this one by HOUTAI_INNER_PORT",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        address, port = options["bind"], options["port"]
        if options["internal_port"]:
            address, port = "127.0.0.1", options["internal_port"]
            # The server's own processes take over these settings where they are forked, else they read them anew.
            os.environ["HOUTAI_INNER"], settings.INNER = "1", True
        refuse_if_taken(address, port)
        Granian(
            "houtai.site.asgi:application",
            address=address,
            port=port,
            interface=Interfaces.ASGI,
            workers=1,
            websockets=True,
            # It has been seen to hang at SIGTERM.
            workers_kill_timeout=10,
            log_access=False,
        ).serve()


def refuse_if_taken(address: str, port: int) -> None:
    """Granian would share a taken port with whoever has it, and each would get half of the requests."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} of {address} cannot be used ({error.strerror}). Set HOUTAI_URL."
            ) from error
