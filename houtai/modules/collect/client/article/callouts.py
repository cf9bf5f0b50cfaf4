"""Makes plain boxes of what documents use for notes and warnings, so that it is not taken for the page's margin."""

from __future__ import annotations

import re
from typing import Any

from houtai.modules.collect.client.article.marks import name
from houtai.modules.collect.client.article.measures import HEADINGS

KINDS = "note|tip|hint|info|warning|caution|important|danger|success"
CALLOUT = re.compile(
    rf"(?<![\w-])({KINDS})(?![\w-])|admonition|callout|starlight-aside|\balert-({KINDS}|primary|secondary)\b",
    re.IGNORECASE,
)


def open_callouts(body: Any) -> None:
    for box in body.iter("aside", "div"):
        if (box.tag == "aside" or box.get("role") == "alert") and CALLOUT.search(name(box)):
            box.tag = "div"
            box.attrib.pop("role", None)
    for button in list(body.iter("button")):
        heading = next(button.iterancestors("summary", *HEADINGS), None)
        if heading is not None and words(heading) == words(button):
            button.drop_tag()
    for quoted in list(body.iter("blockquote")):
        for source in quoted.iter("footer"):
            source.tag = "p"


def words(element: Any) -> str:
    return "".join("".join(element.itertext()).split())
