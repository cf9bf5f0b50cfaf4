"""The pages to extract from, and what should come out: the folders `pages` and `pages-zh` of the test data."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ADDRESS = "http://fakehost/test/page.html"


@dataclass(frozen=True, kw_only=True)
class Sample:
    """expected: the article as HTML; "" where there is no truth. facts: what the page says about itself."""

    name: str
    html: str
    expected: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    url: str = ADDRESS


def judged(data: Path) -> list[Sample]:
    """Pages with their expected article, by name."""
    return [one(folder) for folder in sorted((data / "pages").iterdir()) if folder.is_dir()]


def one(folder: Path) -> Sample:
    return Sample(
        name=folder.name,
        html=(folder / "source.html").read_text("utf-8", "replace"),
        expected=(folder / "expected.html").read_text("utf-8"),
        facts=json.loads((folder / "expected-metadata.json").read_text("utf-8")),
    )


def unjudged(data: Path) -> list[Sample]:
    """Chinese pages without a truth, by name."""
    files = sorted((data / "pages-zh").glob("*.html"))
    return [Sample(name=path.stem, html=path.read_text("utf-8", "replace")) for path in files]
