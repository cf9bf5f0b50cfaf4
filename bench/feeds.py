"""Goal C3: feeds parsed for each second beside feedparser, and ten thousand refreshed by the product's own workers."""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Callable, Sequence

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houtai.site.settings")
django.setup()

from bench import feed_texts  # noqa: E402
from bench.rows import Row  # noqa: E402
from houtai.modules.collect import client  # noqa: E402

PLAIN = {"sanitize_html": False, "resolve_relative_uris": False}


def run(*, quick: bool) -> list[Row]:
    return [*parsed(quick=quick), refreshed(*((1_000, 100) if quick else (10_000, 400)))]


def parsed(*, quick: bool) -> list[Row]:
    bodies = feed_texts.mixed(40 if quick else 400)
    check(bodies[:16])
    ours = rate(bodies * 3, client.parse)
    sample = bodies[: 20 if quick else 60]
    peers = {"feedparser": theirs(sample), "feedparser, neither cleaning nor resolving": theirs(sample, **PLAIN)}
    size = sum(map(len, bodies)) / len(bodies) / 1000
    return [
        Row(
            goal="C3",
            what=f"feeds of 9, 96 and 320 KB ({size:.0f} KB on average) parsed",
            value=ours,
            unit="a core second",
            target=">= 300",
            peer=peer,
            peer_value=value,
        )
        for peer, value in peers.items()
    ]


def refreshed(count: int, hosts: int) -> Row:
    from bench.feed_world import refresh

    done = refresh(count, hosts=hosts)
    told = ", ".join(f"{number:,} {status}" for status, number in done.statuses.most_common())
    return Row(
        goal="C3",
        what=f"{count:,} feeds of {hosts} hosts refreshed by two workers",
        value=done.seconds,
        unit="seconds",
        target="<= 300",
        note=f"{told}; {done.drafts:,} new drafts with their pages",
    )


def rate(bodies: Sequence[bytes], parse: Callable[[bytes], object]) -> float:
    """Feeds for each second of this process's processor time."""
    began = time.process_time()
    for body in bodies:
        parse(body)
    return len(bodies) / (time.process_time() - began)


def theirs(bodies: Sequence[bytes], **options: bool) -> float:
    import feedparser

    return rate(bodies, lambda body: feedparser.parse(body, **options))


def check(bodies: Sequence[bytes]) -> None:
    """What is measured is right: as many entries, under the same titles, as feedparser finds."""
    import feedparser

    for body in bodies:
        ours = client.parse(body)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            other = feedparser.parse(body, **PLAIN)
        assert len(ours.entries) == len(other.entries) == 12
        assert [entry.url for entry in ours.entries] == [entry.link for entry in other.entries]
