"""`python -m bench.newsroom.asked COOKIE PATH…`: how many queries each page asks, as JSON; within the process."""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from houtai.core.workspaces.context import enter  # noqa: E402
from houtai.core.workspaces.registry import default_workspace  # noqa: E402


def main(cookie: str, paths: list[str]) -> None:
    name, _, value = cookie.partition("=")
    client = Client(headers={"host": "localhost"})
    client.cookies[name] = value
    with enter(default_workspace() or ""):
        print(json.dumps({path: asked(client, path) for path in paths}))


def asked(client: Client, path: str) -> int:
    """Of the workspace and of the control database. The second time, when what is remembered for seconds is known."""
    for _turn in range(2):
        with (
            CaptureQueriesContext(connections["default"]) as own,
            CaptureQueriesContext(connections["control"]) as control,
        ):
            answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return len(own) + len(control)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
