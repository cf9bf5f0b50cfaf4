"""Makes outside HTML safe and plain. Every door (paste, feeds, pages, API) leads through `clean`."""

from __future__ import annotations

import html as markup
import re
from functools import cache

import nh3

from houtai.core.text.address import settle
from houtai.core.text.embeds.taking import SOURCES, take_frames
from houtai.core.text.plain import plain
from houtai.core.text.schema import ADDRESSES, BOXES, RENAMED, SILENT, allowed
from houtai.core.text.structure import settle_structure

OPEN_VOID = re.compile(r"""<(br|hr|img|embed)\b((?:[^>"]|"[^"]*")*?)\s*/?>""")
RENAMES = re.compile(rf"<(/?)({'|'.join(RENAMED)})>")
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
VOID = frozenset({"br", "hr", "img", "embed"})
DEEPEST = 200
# The cleaner takes a time that grows with the square of how many of these stand in one text or one attribute.
COSTLY, MOST_COSTLY = re.compile(r"(?:[&\u00a0][^&\u00a0]*){1000}"), 1000
ROUNDS = 6


def clean(html: str, *, base: str = "", stored: bool = False) -> str:
    """Safe HTML within the document schema. Cleaning twice equals cleaning once.

    base: the address that relative links are resolved against; stored: allow Wagtail's references to its own
    pages and images (never for text from outside). Links get rel="nofollow noopener"; h1 becomes h2; frames of known
    players become embeds.
    """
    current = html.encode("utf-8", "ignore").decode()
    for _ in range(ROUNDS):
        before, current = current, once(current, base=base, stored=stored)
        if before == current:
            return current
    # Markup that never comes to rest is hostile; its words are kept, its structure is not.
    return markup.escape(plain(current), quote=False)


def once(html: str, *, base: str, stored: bool) -> str:
    rough = take_frames(cleaner(base=base, stored=stored, rough=True).clean(parted(html)))
    if depth(rough) > DEEPEST:
        rough = " ".join(TAG.sub(" ", rough).split())
    named = RENAMES.sub(lambda found: f"<{found[1]}{RENAMED[found[2]]}>", rough)
    safe = cleaner(base=base, stored=stored, rough=False).clean(parted(settle_structure(named)))
    # Wagtail's own reader, which is none of HTML, takes an element without an end for one that stays open.
    return OPEN_VOID.sub(r"<\1\2/>", safe) if stored else safe


def costly(text: str) -> bool:
    return text.count("&") + text.count("\u00a0") > MOST_COSTLY


def parted(html: str) -> str:
    """Long texts in pieces, with comments between, which the cleaner takes away."""
    if not costly(html):
        return html
    return "<".join(COSTLY.sub(r"\g<0><!---->", part) if len(part) > MOST_COSTLY else part for part in html.split("<"))


def depth(html: str) -> int:
    """How deep elements nest in markup that the cleaner wrote."""
    level = deepest = 0
    for close, tag in TAG.findall(html):
        level += 0 if tag in VOID else -1 if close else 1
        deepest = max(deepest, level)
    return deepest


@cache
def patterns(*, stored: bool) -> dict[str, dict[str, re.Pattern[str]]]:
    return allowed(stored=stored)


def cleaner(*, base: str, stored: bool, rough: bool) -> nh3.Cleaner:
    """`rough` lets boxes, frames and foreign names through, for what comes after to turn into ours."""
    rules = patterns(stored=stored)
    frame = {"iframe": set(SOURCES)} if rough else {}

    def admit(tag: str, name: str, value: str) -> str | None:
        if costly(value):
            return None
        if tag == "iframe":
            return value
        pattern = rules.get(tag, {}).get(name)
        if pattern is None or not pattern.fullmatch(value):
            return None
        return (settle(value, base=base, mail=tag == "a") or None) if (tag, name) in ADDRESSES else value

    return nh3.Cleaner(
        tags=set(rules) | (BOXES | set(RENAMED) | set(frame) if rough else set()),
        clean_content_tags=set(SILENT) - set(frame),
        attributes={tag: set(names) for tag, names in rules.items() if names} | {"*": set()} | frame,
        attribute_filter=admit,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
