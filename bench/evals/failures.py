"""What can be told to be wrong with an extraction where nobody wrote down what is right."""

from __future__ import annotations

import re
from typing import Any

from lxml import html as lxml_html

from bench.evals.corpus import Sample
from bench.evals.extractors import Result

LINKED = 0.2
LONG = 30


def failures(sample: Sample, result: Result) -> list[str]:
    """The names of those that apply: crash, nothing, title, code, links."""
    if result.failed:
        return ["crash"]
    if not result.words.strip():
        return ["nothing"]
    parser = lxml_html.HTMLParser(encoding="utf-8")
    page = lxml_html.document_fromstring(sample.html.encode("utf-8", "ignore"), parser=parser)
    found = {
        "title": bool(result.facts) and not titled(page, str(result.facts.get("title") or "")),
        "code": coded(page, result.words),
        "links": linked(result.html) >= LINKED,
    }
    return [name for name, applies in found.items() if applies]


def titled(page: Any, title: str) -> bool:
    given = ["".join(found.itertext()) for found in page.iter("title")]
    given += [meta.get("content", "") for meta in page.iter("meta") if meta.get("property") == "og:title"]
    return bool(title) and any(squeeze(title) in squeeze(one) for one in given)


def coded(page: Any, words: str) -> bool:
    """Whether a long line of a script or style stands in the text."""
    lines = (line.strip() for part in page.iter("script", "style") for line in (part.text or "").splitlines())
    text = squeeze(words)
    return any(len(line) >= LONG and squeeze(line) in text for line in lines)


def linked(html: str) -> float:
    root = lxml_html.fromstring(f"<div>{html}</div>")
    whole = len(squeeze("".join(root.itertext())))
    return sum(len(squeeze("".join(link.itertext()))) for link in root.iter("a")) / whole if whole else 0.0


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)
