"""How long a person at the desk waits for its pages, one after the other."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import httpx

PAGES = ("/desk/", "/desk/work/queues/", "/desk/work/decisions/", "/desk/collect/sources/", "/desk/events/")


def waits(client: httpx.Client, *, seconds: float) -> dict[str, list[float]]:
    """Seconds of each answer, by page."""
    found: dict[str, list[float]] = {page: [] for page in PAGES}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for page in PAGES:
            began = time.monotonic()
            assert client.get(page).status_code == 200, page
            found[page].append(time.monotonic() - began)
    return found


def signed_in(home: Path, port: int) -> httpx.Client:
    client = httpx.Client(base_url=f"http://localhost:{port}", timeout=30, follow_redirects=True, trust_env=False)
    email, password = (home / "demo-sign-in").read_text("utf-8").split()[:2]
    token = client.get("/account/login/").text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    form = {"login": email, "password": password, "csrfmiddlewaretoken": token}
    answer = client.post("/account/login/", data=form, headers={"Referer": str(client.base_url)})
    assert answer.url.path.startswith("/desk/"), answer.url
    return client


def part(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def told(found: dict[str, list[float]]) -> str:
    return ", ".join(f"{page} {part(each, 0.95) * 1000:.0f}" for page, each in found.items())
