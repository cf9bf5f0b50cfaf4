"""Services on loopback, to see with one's own eyes what readers would get."""

from __future__ import annotations

import threading
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from houtai.core.readers.models import Reader
from houtai.modules.push.models.reaching import reached
from houtai.modules.push.sample import Sinks


class Command(BaseCommand):
    help = "Run a push service, a mail server and a receiver of webhooks on loopback, and show what they receive."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--port", type=int, default=8061, help="of the services; the mail server takes the next one"
        )
        parser.add_argument("--readers", type=int, default=0, help="make so many readers who are reached here")

    def handle(self, *, port: int, readers: int, **options: Any) -> None:
        with Sinks(port=port, smtp_port=port + 1) as sinks:
            for number in range(1, readers + 1):
                subscribe(sinks, f"sinks-{number}")
            self.stdout.write(f"What is received is shown at {sinks.origin}/. Ctrl-C stops.")
            if not set(sinks.admit) <= set(settings.PUSH_ADMIT):
                self.stdout.write(
                    f"Start the desk with HOUTAI_PUSH_ADMIT='{' '.join(sinks.admit)}', else it sends nothing here."
                )
            try:
                threading.Event().wait()
            except KeyboardInterrupt:
                self.stdout.write(f"Received: {len(sinks.received)}. Refused: {len(sinks.problems)}.")


def subscribe(sinks: Sinks, name: str) -> None:
    """A reader with an address on each channel. Run again, it is the same reader."""
    now = timezone.now()
    reader = Reader.objects.known(name, now=now)
    subscription, hook, mailbox = sinks.subscription(name), sinks.hook(name), sinks.mailbox(name)
    reached(reader, "webpush", subscription, digest=subscription["endpoint"], how="sinks", now=now)
    reached(reader, "webhook", hook, digest=hook["url"], how="sinks", now=now)
    reached(reader, "email", mailbox, digest=mailbox["email"], how="sinks", now=now)
