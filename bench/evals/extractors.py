"""Our extraction and its peers, asked for the same pages in turn."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bench import peers_environment
from bench.evals.corpus import Sample
from bench.processes import ROOT
from houtai.core.text.plain import plain
from houtai.modules.collect.client.errors import NoText
from houtai.modules.collect.client.page import Page, extract

FOLDER = ROOT / "bench" / "peers" / "extraction"
PYTHON = FOLDER / "python_peers.py"
NAMES = {
    "precise": "trafilatura (precision)",
    "standard": "trafilatura",
    "structured": "trafilatura with structure",
    "readability": "readability-lxml",
}
MOZILLA = "@mozilla/readability"


@dataclass(frozen=True, kw_only=True)
class Result:
    """html or text: of the article; seconds: of the processor, for other work goes on here; failed: it broke."""

    html: str = ""
    text: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    seconds: float = 0.0
    failed: bool = False

    @property
    def words(self) -> str:
        return self.text or plain(self.html)


def ours(samples: Iterable[Sample]) -> list[Result]:
    return [one(sample) for sample in samples]


def one(sample: Sample) -> Result:
    start = time.process_time()
    try:
        page = extract(sample.html, url=sample.url)
    except NoText:
        return Result(seconds=time.process_time() - start)
    except Exception:  # noqa: BLE001  # To break is one of the failures that are counted.
        return Result(failed=True)
    return Result(html=page.html, text=page.text, facts=facts(page), seconds=time.process_time() - start)


def facts(page: Page) -> dict[str, Any]:
    moment = page.published.isoformat() if page.published else ""
    named = {"title": page.title, "byline": page.author, "lang": page.language, "siteName": page.site}
    return {**named, "publishedTime": moment}


def peers() -> dict[str, Callable[[Iterable[Sample]], list[Result]]]:
    """By name; raises NoPeers."""
    python = peers_environment.python(FOLDER / "requirements.txt")
    node = peers_environment.node(FOLDER / "package.json", FOLDER / "readability.mjs")
    found = {name: asking([str(python), str(PYTHON), word]) for word, name in NAMES.items()}
    return {**found, MOZILLA: asking(node)}


def asking(command: list[str]) -> Callable[[Iterable[Sample]], list[Result]]:
    def ask(samples: Iterable[Sample]) -> list[Result]:
        lines = [json.dumps({"url": sample.url, "html": sample.html}) + "\n" for sample in samples]
        done = subprocess.run(
            command, input="".join(lines), stdout=subprocess.PIPE, text=True, check=True, encoding="utf-8"
        )
        return [told(json.loads(line)) for line in done.stdout.splitlines()]

    return ask


def told(answer: dict[str, Any]) -> Result:
    return Result(**{name: value for name, value in answer.items() if value is not None})
