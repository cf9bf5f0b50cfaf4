"""A small web on loopback, and a source that reads from it."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from houtai.core.workspaces.tests.loopback import Loopback, reply, serving
from houtai.modules.collect.models import Fetch, Source

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
WORDS = [
    "harbour",
    "crane",
    "winter",
    "ledger",
    "signal",
    "copper",
    "orchard",
    "compass",
    "lantern",
    "granite",
    "meadow",
]


def story(number: int, length: int = 120) -> str:
    """A text that is like no other number's."""
    return " ".join(f"{WORDS[(number * 7 + at * at) % len(WORDS)]}{number}x{at}" for at in range(length))


def page(title: str, text: str) -> str:
    words = text.split()
    body = "".join(f"<p>{' '.join(words[at : at + 40])}</p>" for at in range(0, len(words), 40))
    head = f"<!doctype html><html><head><title>{title}</title></head>"
    return f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>"


def item(number: int, *, link: str = "", text: str = "", guid: str = "") -> str:
    said = f"<description>{html.escape(text)}</description>" if text else ""
    address = f"<link>{html.escape(link)}</link>" if link else ""
    return f"<item><title>Story {number}</title>{address}<guid isPermaLink='false'>{guid or number}</guid>{said}</item>"


def feed(*items: str) -> str:
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>Sample feed</title>{''.join(items)}</channel></rss>"
    )


@dataclass
class Web:
    """pages: path to what it answers, a text or (status, headers, text)."""

    place: Loopback
    pages: dict[str, Any]

    def source(self, path: str = "/feed", **values: Any) -> Source:
        return Source.objects.create(name=f"Sample {path}", url=self.place.url(path), next_at=NOW, **values)

    def collect(self, source: Source, *, now: datetime = NOW) -> Fetch:
        source.refresh_from_db()
        return source.collect(now=now, admit=self.place.admit, closed=True, sleep=lambda seconds: None)

    def stories(self, *numbers: int, path: str = "/feed") -> None:
        """A feed of these stories, each with its page."""
        for number in numbers:
            self.pages[f"/{number}"] = page(f"Story {number}", story(number))
        self.pages[path] = feed(*(item(number, link=self.place.url(f"/{number}")) for number in numbers))


def answer(pages: dict[str, Any], handler: BaseHTTPRequestHandler) -> None:
    found = pages.get(handler.path, (404, {}, "nothing here"))
    status, headers, text = found if isinstance(found, tuple) else (200, {}, found)
    if headers.get("ETag") and handler.headers.get("If-None-Match") == headers["ETag"]:
        status, text = 304, ""
    body = text if isinstance(text, bytes) else text.encode()
    reply(handler, body, status=status, **{"Content-Type": "text/html; charset=utf-8", **headers})


@pytest.fixture
def web(db: None) -> Iterator[Web]:
    pages: dict[str, Any] = {}
    with serving(partial(answer, pages)) as place:
        yield Web(place, pages)
