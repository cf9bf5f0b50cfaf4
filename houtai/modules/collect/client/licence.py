"""Under which terms a page may be used, as far as it says so."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from houtai.core.text.address import settle

TERMS = re.compile(
    r"版权声明|版权所有|著作权|(未经|禁止|谢绝|不得|严禁).{0,24}(转载|转发|复制|使用)|转载(请|须|需|时)|知识共享"
    r"|CC[ -]BY|creative commons|all rights reserved|licen[sc]ed under",
    re.IGNORECASE,
)
BLOCKS = ("p", "div", "span", "li", "small", "section", "footer", "blockquote")
LONGEST = 300


def licence(tree: Any, *, stated: str, base: str) -> str:
    """An address or a line of at most 300 characters; the most exact first: a marked link, JSON-LD, then words."""
    marked = (settle(link.get("href", ""), base=base) for link in tree.iter("a", "link") if is_licence(link))
    exact = next(filter(None, marked), "") or stated
    return exact[:LONGEST] or next((words for words in map(line, tree.iter(*BLOCKS)) if words), "")


def short(element: Any) -> str:
    """What it says, or "" when that is long: the rest is not read."""
    found, length = [], 0
    for text in islice(element.itertext(), LONGEST):
        found.append(text[: LONGEST * 10])
        length += sum(map(len, found[-1].split()))
        if length > LONGEST:
            return ""
    return " ".join("".join(found).split())


def is_licence(link: Any) -> bool:
    named = "license" in link.get("rel", "").lower().split()
    return named or "creativecommons.org/licenses/" in link.get("href", "")


def line(element: Any) -> str:
    if any(child.tag in BLOCKS[:2] for child in element):
        return ""
    words = short(element)
    return words if len(words) <= LONGEST and TERMS.search(words) else ""
