"""Goal D2: one decision after the other in the queue, as the island sends them: from sending to the next item shown."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice

import httpx
from lxml.html import HtmlElement, fromstring

from bench.newsroom.pages import QUEUE

HEADERS = {"X-Requested-With": "XMLHttpRequest", "Accept": "text/html"}


def waits(client: httpx.Client, *, count: int) -> list[float]:
    """Seconds of each; the first ones warm up."""
    return list(islice(decisions(client), 5, 5 + count))


def decisions(client: httpx.Client) -> Iterator[float]:
    page = fromstring(client.get(QUEUE).text)
    token = page.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    item = shown(page)
    while True:
        form = {"csrfmiddlewaretoken": token, "action": "collect.skip", "touch_ms": "1500", "after": "", **item}
        began = time.perf_counter()
        answer = client.post(QUEUE, data=form, headers={**HEADERS, "Referer": str(client.base_url)})
        took = time.perf_counter() - began
        assert answer.status_code == 200, (answer.status_code, answer.text[:500])
        before, item = item, shown(fromstring(f"<div>{answer.text}</div>"))
        assert item["subject"] != before["subject"]
        yield took


def shown(page: HtmlElement) -> dict[str, str]:
    section = page.xpath("//section[@data-queue-target='item']")[0]
    return {name: section.xpath(f".//input[@name='{name}']/@value")[0] for name in ("subject", "seen", "once")}
