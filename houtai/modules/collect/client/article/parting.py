"""Makes paragraphs of what a page shows as such: runs of words in boxes, and lines parted by two breaks."""

from __future__ import annotations

from typing import Any

from lxml import etree

from houtai.core.text.schema import names
from houtai.core.text.structure import said, take_tail, take_text
from houtai.modules.collect.client.article.measures import PROSE

INLINE = names(
    "abbr acronym audio b bdi bdo big br button cite code data dfn em embed font i img input kbd label mark meter"
    " noscript object output picture progress q rp rt ruby s samp small source span strike strong sub sup svg"
    " textarea time tt u var wbr"
)
IF_ALL_INLINE = frozenset({"a", "del", "ins"})
BOXES = ("div", "article", "section", "main", "body")
LINKED = 0.25


def part(body: Any) -> None:
    for paragraph in list(body.iter("p")):
        if any(ends_line(child) for child in paragraph.iter("br")):
            paragraph.tag = "div"
    for box in list(body.iter(*BOXES)):
        wrap(box)
    for box in reversed(list(body.iter("div"))):
        flatten(box)


def ends_line(element: Any) -> bool:
    """Whether this is the first of two breaks with nothing between them."""
    after = element.getnext()
    return element.tag == "br" and after is not None and after.tag == "br" and not said(element.tail)


def wrap(box: Any) -> None:
    """Puts words and inline elements that stand between blocks into paragraphs."""
    run = take_text(box)
    for child in list(box):
        if child is run:
            continue
        if not is_inline(child):
            run = take_tail(child)
        elif child.tag == "br" and (run is None or ends_line(child)):
            run = end_line(child, run)
        elif run is None:
            run = begin(child)
        else:
            run.append(child)


def end_line(line: Any, run: Any) -> Any:
    """A break at the start or end of a run parts paragraphs and then goes."""
    after = take_tail(line) if run is None else None
    line.drop_tree()
    return after


def begin(child: Any) -> Any:
    run = etree.Element("p")
    child.addprevious(run)
    run.append(child)
    return run


def is_inline(element: Any) -> bool:
    return element.tag in INLINE or (element.tag in IF_ALL_INLINE and all(is_inline(child) for child in element))


def flatten(box: Any) -> None:
    """A box around one paragraph, or around no block at all, is a paragraph."""
    if len(box) == 1 and box[0].tag == "p" and not said(box.text) and not said(box[0].tail):
        if linked(box) < LINKED and box.getparent() is not None:
            name(box[0], box)
            box.drop_tag()
    elif not any(child.tag in PROSE - {"span"} for child in box.iterdescendants()):
        box.tag = "p"


def name(inner: Any, outer: Any) -> None:
    for key in ("class", "id"):
        if outer.get(key) and not inner.get(key):
            inner.set(key, outer.get(key))


def linked(element: Any) -> float:
    whole = len("".join(element.itertext()).strip())
    return sum(len("".join(link.itertext()).strip()) for link in element.iter("a")) / whole if whole else 0
