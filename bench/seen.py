"""How soon a query sees what was sent: `python -m bench.seen PORT SECONDS` prints the seconds as JSON."""

from __future__ import annotations

import json
import os
import secrets
import socket
import sys
import threading
import time
from datetime import UTC, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houtai.site.settings")
BEGAN = datetime.now(UTC)
EVERY_SECONDS, LOOK_SECONDS, PATIENCE_SECONDS = 0.2, 0.1, 30.0


def main(port: int, seconds: float) -> None:
    import django

    django.setup()
    from houtai.core.workspaces.context import enter
    from houtai.core.workspaces.registry import default_workspace

    sent: dict[int, float] = {}
    sender = threading.Thread(target=probe, args=[port, seconds, sent])
    with enter(default_workspace() or ""):
        names()  # The first query loads the engine.
        sender.start()
        waits = watch(sent, sender)
    print(json.dumps(waits))


def probe(port: int, seconds: float, sent: dict[int, float]) -> None:
    from bench.load import ID, request

    until = time.monotonic() + seconds
    number = 0
    while time.monotonic() < until:
        data = request("localhost", port, events=1)
        at, value = data.index(b'"id":"') + 6, data.index(b'"value":5.0')
        data[at : at + ID] = secrets.token_urlsafe(16).encode()
        # Same length, so that the length told stays right.
        data[value : value + 11] = b'"value":%3d' % (100 + number)
        data[:] = data.replace(b'"view"', b'"seen"')
        with socket.create_connection(("127.0.0.1", port), timeout=30) as link:
            sent[100 + number] = time.monotonic()
            link.sendall(data)
            link.recv(4096)
        number += 1
        time.sleep(EVERY_SECONDS)


def watch(sent: dict[int, float], sender: threading.Thread) -> list[float]:
    waits: dict[int, float] = {}
    until = None
    while sender.is_alive() or len(waits) < len(sent):
        for number in names() - waits.keys():
            waits[number] = time.monotonic() - sent[number]
        # Asking without a pause would take the cores from the writer that is waited for.
        time.sleep(LOOK_SECONDS)
        if not sender.is_alive():
            until = until or time.monotonic() + PATIENCE_SECONDS
            if time.monotonic() > until:
                break
    # What was never seen counts as long as was waited.
    return [waits.get(number, PATIENCE_SECONDS) for number in list(sent)]


def names() -> set[int]:
    from houtai.core.events.log import events

    table = events(since=BEGAN.date())
    found = table.filter(table.name == "seen", table.at >= BEGAN).value
    return {int(value) for value in found.to_pyarrow().to_pylist()}


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
