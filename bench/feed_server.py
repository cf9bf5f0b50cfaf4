"""A loopback web of feeds, many hosts in one process: `python -m bench.feed_server HOSTS`; it prints their ports.

Feed N stands at /feed/N of host N % HOSTS, and what is behind its entries at /N/…. Of a hundred feeds 55 have not
changed and say so, 25 have not and do not say so, 10 have a new entry, 5 are written anew without one, 2 are slow, and
3 are broken in three ways.
"""

from __future__ import annotations

import asyncio
import sys
from random import Random

from bench.feed_texts import feed, sentence

VARIANTS = 40
PLACE = b"https://news.example"
SLOW_SECONDS = 4.0
ETAG = '"same"'
TEMPLATES: dict[tuple[int, int], bytes] = {}


def size_of(variant: int) -> int:
    """Most feeds are small."""
    return 320_000 if variant == 7 else 96_000 if variant % 6 == 5 else 9_000


def template(variant: int, *, extra: int = 0) -> bytes:
    if (variant, extra) not in TEMPLATES:
        TEMPLATES[variant, extra] = feed(variant, size=size_of(variant), extra=extra)
    return TEMPLATES[variant, extra]


def body(number: int, port: int, *, extra: int = 0) -> bytes:
    variant = number % VARIANTS
    there = f"http://127.0.0.1:{port}/{number}/".encode()
    return template(variant, extra=extra).replace(PLACE + f"/{variant}/".encode(), there)


def kind_of(number: int) -> str:
    place = number * 37 % 100
    kinds = [
        (55, "says"),
        (80, "same"),
        (90, "new"),
        (95, "anew"),
        (97, "slow"),
        (98, "error"),
        (99, "cut"),
        (100, "gone"),
    ]
    return next(kind for most, kind in kinds if place < most)


def answer(number: int, port: int, *, known: bool) -> bytes:
    kind = kind_of(number)
    if kind in ("says", "slow") and known:
        return head("304 Not Modified", 0)
    if kind == "error":
        return head("500 Internal Server Error", 0)
    if kind == "gone":
        return head("404 Not Found", 0)
    text = body(number, port, extra=kind == "new") + (b"<!-- anew -->" if kind == "anew" else b"")
    whole = head("200 OK", len(text), kind="application/xml", etag=kind in ("says", "slow")) + text
    return whole[: len(whole) // 2] if kind == "cut" else whole


def head(status: str, length: int, *, kind: str = "text/html; charset=utf-8", etag: bool = False) -> bytes:
    said = f"ETag: {ETAG}\r\n" if etag else ""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {length}", "Connection: close"]
    return "\r\n".join([*lines, f"{said}\r\n"]).encode()


def page(path: str) -> bytes:
    random = Random(path)
    text = "".join(f"<p>{' '.join(sentence(random, chinese=False) for _ in range(5))}</p>" for _ in range(8))
    html = f"<!doctype html><title>{path}</title><article><h1>Story {path}</h1>{text}</article>".encode()
    return head("200 OK", len(html)) + html


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        asked = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        path, port = asked.split(" ", 2)[1], writer.get_extra_info("sockname")[1]
        if path.startswith("/feed/"):
            number = int(path.removeprefix("/feed/"))
            if kind_of(number) == "slow":
                await asyncio.sleep(SLOW_SECONDS)
            writer.write(answer(number, port, known=ETAG in asked))
        else:
            writer.write(page(path) if path != "/robots.txt" else head("404 Not Found", 0))
        await writer.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def main(hosts: int) -> None:
    servers = [await asyncio.start_server(serve, "127.0.0.1", 0, backlog=256) for _ in range(hosts)]
    print(*[server.sockets[0].getsockname()[1] for server in servers], flush=True)
    await asyncio.gather(*(server.serve_forever() for server in servers))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
