"""Writes one block of portable HTML as Markdown; None for what Markdown cannot say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from lxml import html as lxml_html

from houtai.core.text.markdown.inline import TICKS, Style, inline, quoted, target
from houtai.core.text.markdown.letters import EVERY
from houtai.core.text.sanitise import OPEN_VOID
from houtai.core.text.schema import BLOCKS
from houtai.core.text.structure import Element

LISTS = ("ul", "ol")
# Two lists of one kind would be one without something between them.
BETWEEN = "<!-- -->"


def written(element: Element, style: Style) -> str | None:
    return WRITERS[element.tag](element, style) if element.tag in WRITERS else None


def raw(html: str) -> str:
    """As a block of HTML, which ends where its line ends."""
    return html.replace("\n", "&#10;")


def said(element: Element, style: Style) -> str:
    found = written(element, style)
    return raw(markup(element)) if found is None else found


def markup(element: Element) -> str:
    html: str = lxml_html.tostring(element, encoding="unicode", with_tail=False)
    return OPEN_VOID.sub(r"<\1\2/>", html)


def joined(elements: Sequence[Element], texts: Sequence[str]) -> str:
    parts: list[str] = []
    for at, (element, text) in enumerate(zip(elements, texts, strict=True)):
        if at and element.tag in LISTS and elements[at - 1].tag == element.tag:
            parts.append(BETWEEN)
        parts.append(text)
    return "\n\n".join(parts)


def paragraph(element: Element, style: Style) -> str | None:
    return None if element.attrib else inline(element, style)


def heading(element: Element, style: Style) -> str | None:
    text = inline(element, replace(style, lines=False))
    return None if element.attrib else f"{'#' * int(element.tag[1])} {text}"


def code(element: Element, style: Style) -> str | None:
    if len(element) != 1 or len(element[0]):
        return None
    text = element[0].text or ""
    fence = "`" * max(3, 1 + max((len(run) for run in TICKS.findall(text)), default=0))
    return f"{fence}{element.get('data-language', '')}\n{text}\n{fence}"


def rule(element: Element, style: Style) -> str | None:
    return "***"


def figure(element: Element, style: Style) -> str | None:
    caption = element[1] if len(element) == 2 else None
    if not len(element) or element[0].tag != "img" or (caption is not None and len(caption)):
        return None
    return image(element[0], style, caption=caption.text if caption is not None else "")


def image(element: Element, style: Style, *, caption: str = "") -> str | None:
    if set(element.attrib) - {"src", "alt"}:
        return None
    alt = EVERY.sub(r"\\\g<0>", element.get("alt", "")) if style.careful else quoted(element.get("alt", ""))
    return f"![{alt}]({target(element.get('src', ''), caption)})"


def quote(element: Element, style: Style) -> str | None:
    text = joined(list(element), [said(child, style) for child in element])
    return "\n".join(f"> {line}".rstrip(" ") if not line else f"> {line}" for line in text.split("\n"))


def listing(element: Element, style: Style) -> str | None:
    start = int(element.get("start", "1"))
    loose = any(is_loose(item) for item in element)
    items = []
    for at, item in enumerate(element):
        mark = "- " if element.tag == "ul" else f"{start + at}. "
        lines = within(item, style, loose=loose).split("\n")
        items.append("\n".join([mark + lines[0], *(f"{' ' * len(mark)}{line}" if line else "" for line in lines[1:])]))
    return ("\n\n" if loose else "\n").join(items)


def is_loose(item: Element) -> bool:
    """Whether more stands in it than one paragraph and lists below that."""
    inside = [child for child in item if child.tag in BLOCKS]
    return any(child.tag not in LISTS or child.get("start") for child in inside[1:])


def within(item: Element, style: Style, *, loose: bool) -> str:
    if not any(child.tag in BLOCKS for child in item):
        return inline(item, style)
    texts = [said(child, style) for child in item]
    return joined(list(item), texts) if loose or len(item) > 2 else "\n".join(texts)


def table(element: Element, style: Style) -> str | None:
    rows = [list(row) for row in element.iter("tr")]
    plain = all(not cell.attrib and not any(one.tag in BLOCKS for one in cell) for row in rows for cell in row)
    kinds = [{cell.tag for cell in row} for row in rows]
    if not plain or kinds[0] != {"th"} or any(kind != {"td"} for kind in kinds[1:]):
        return None
    style = replace(style, lines=False, cells=True)
    lines = [f"| {' | '.join(inline(cell, style) for cell in row)} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]])


WRITERS: dict[str, Callable[[Element, Style], str | None]] = {
    "p": paragraph,
    **dict.fromkeys(("h2", "h3", "h4"), heading),
    "pre": code,
    "hr": rule,
    "figure": figure,
    "img": image,
    "blockquote": quote,
    "ul": listing,
    "ol": listing,
    "table": table,
}
