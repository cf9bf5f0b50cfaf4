"""Reads lines {"url", "html"} and answers each with {"html", "text", "seconds"} as the peer named on the command line
finds the article.
"""

import json
import logging
import sys
import time
from collections.abc import Callable
from typing import Any

import trafilatura
from readability import Document

Answer = dict[str, Any]


def precise(html: str, url: str) -> Answer:
    return {"text": trafilatura.extract(html, url=url, favor_precision=True, include_comments=False)}


def standard(html: str, url: str) -> Answer:
    return {"text": trafilatura.extract(html, url=url, include_comments=False)}


def structured(html: str, url: str) -> Answer:
    wanted: Answer = {"include_images": True, "include_links": True, "include_tables": True, "include_formatting": True}
    return {"html": trafilatura.extract(html, url=url, include_comments=False, output_format="html", **wanted)}


def readability(html: str, url: str) -> Answer:
    return {"html": Document(html, url=url).summary(html_partial=True)}


def timed(peer: Callable[[str, str], Answer], asked: Answer) -> Answer:
    start = time.process_time()
    try:
        answer = peer(asked["html"], asked["url"])
    except Exception:  # noqa: BLE001  # An article that a peer cannot read is one it did not find.
        answer = {}
    return {**answer, "seconds": time.process_time() - start}


logging.disable(logging.CRITICAL)
peers = {"precise": precise, "standard": standard, "structured": structured, "readability": readability}
for line in sys.stdin:
    print(json.dumps(timed(peers[sys.argv[1]], json.loads(line))), flush=True)
