"""The one document schema: what rich text may hold, whichever door it comes in by.

`ELEMENTS` maps an element to its attributes, and each attribute to the pattern that its whole value must match.
`STORED` is what is added in the database: links and pictures by reference instead of by address (Wagtail), and what the
editor says about a block beyond HTML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Attributes = Mapping[str, re.Pattern[str]]


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


NONE: Attributes = {}

ANYTHING = re.compile(r".*", re.DOTALL)
NUMBER = re.compile(r"\d{1,5}")
# A library may have more pictures than that.
ID = re.compile(r"\d{1,15}")
SPAN = re.compile(r"[1-9]\d{0,2}")
KEY = re.compile(r"[\w.-]{1,64}")
LANGUAGE = re.compile(r"[\w.+#-]{1,64}")
REL = "nofollow noopener"

# Addresses are judged by `address.settle` on top of these patterns.
ADDRESSES = {("a", "href"), ("img", "src"), ("embed", "url")}

CELL: Attributes = {"colspan": SPAN, "rowspan": SPAN}
ELEMENTS: Mapping[str, Attributes] = {
    **dict.fromkeys(names("p h2 h3 h4 ul li blockquote pre code figure figcaption table thead tbody tr"), NONE),
    **dict.fromkeys(names("strong em u s sub sup br hr"), NONE),
    "ol": {"start": NUMBER},
    "td": CELL,
    "th": CELL,
    "a": {"href": ANYTHING, "title": ANYTHING, "rel": re.compile(REL)},
    "img": {"src": ANYTHING, "alt": ANYTHING, "width": NUMBER, "height": NUMBER},
    # What another site plays; of its addresses only those of known providers stay, see `embeds`.
    "embed": {"embedtype": re.compile("media"), "url": ANYTHING},
}

BLOCK_KEY: Attributes = {"data-block-key": KEY}
TEXT_BLOCK: Attributes = {**BLOCK_KEY, "data-align": re.compile("center|right")}
STORED: Mapping[str, Attributes] = {
    **dict.fromkeys(names("li blockquote hr"), BLOCK_KEY),
    **dict.fromkeys(names("p h2 h3 h4"), TEXT_BLOCK),
    "pre": {"data-language": LANGUAGE},
    "a": {"linktype": KEY, "id": ID},
    "embed": {"embedtype": KEY, "id": ID, "alt": ANYTHING, "format": KEY, "url": ANYTHING},
}

# Elements that outside text uses for what we call by another name.
RENAMED: Mapping[str, str] = {
    "h1": "h2",
    "h5": "h4",
    "h6": "h4",
    "b": "strong",
    "i": "em",
    "cite": "em",
    "ins": "u",
    "del": "s",
    "strike": "s",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "tfoot": "tbody",
    "caption": "p",
}

BLOCKS = names("p h2 h3 h4 ul ol li blockquote pre figure figcaption table thead tbody tr td th hr embed")

# Boxes without a meaning of their own: they part paragraphs and then go.
BOXES = names(
    "div section article main header footer aside nav center address details summary dl dt dd fieldset form hgroup",
)

# What stands in these is code or another language's text, never prose.
SILENT = names("script style svg math template noscript iframe object textarea select title head xmp")


def allowed(*, stored: bool) -> dict[str, dict[str, re.Pattern[str]]]:
    """The elements and attributes allowed outside (`stored=False`) or in the database."""
    merged = {tag: dict(attributes) for tag, attributes in ELEMENTS.items()}
    for tag, attributes in STORED.items() if stored else ():
        merged.setdefault(tag, {}).update(attributes)
    return merged
