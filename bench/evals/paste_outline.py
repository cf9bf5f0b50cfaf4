"""What a text is made of, so that two ways to write the same HTML are equal: its pieces with what they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from houtai.core.text.structure import parse

AROUND = frozenset({"blockquote", "ul", "ol", "li", "th", "td", "pre", "figcaption"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LINES = AROUND | frozenset({"p", "div", *HEADINGS})
MARKS = {"b": "strong", "i": "em", "del": "s", "strike": "s"} | {
    tag: tag for tag in ("strong", "em", "u", "s", "sub", "sup", "code")
}


@dataclass(frozen=True)
class Piece:
    """kind: a word for what it is; around: what it stands in, from outside; text: its words."""

    kind: str
    around: tuple[str, ...]
    text: str


def outline(html: str) -> list[Piece]:
    """Headings by rank, so that a text whose headings all moved one level is the same."""
    root = parse(html)
    levels = sorted({element.tag for element in root.iter(*HEADINGS)})
    found: list[Piece] = []
    line: Any = None
    for element, text in runs(root):
        if element.tag in ("img", "embed", "hr"):
            found.append(Piece("img" if element.tag != "hr" else "hr", (), ""))
            line = None
            continue
        box = closest(element, root)
        kind = str(levels.index(box.tag)) if box.tag in HEADINGS else "line"
        if box is line:
            found[-1] = Piece(found[-1].kind, found[-1].around, found[-1].text + text)
        elif text.strip():
            found.append(Piece(kind, around(box, root), text))
            line = box
    return [
        Piece(one.kind, one.around, " ".join(one.text.split())) for one in found if one.text.strip() or not one.around
    ]


def runs(root: Any) -> list[tuple[Any, str]]:
    """Words in their order, with the element that holds them; pictures and rules without words."""
    found: list[tuple[Any, str]] = []

    def walk(element: Any) -> None:
        if element.tag in ("img", "embed", "hr"):
            found.append((element, ""))
        found.append((element, element.text or "") if element.tag not in ("img", "embed", "hr") else (root, ""))
        for child in element:
            walk(child) if isinstance(child.tag, str) else None
            found.append((element, (" " if child.tag == "br" else "") + (child.tail or "")))

    walk(root)
    return found


def closest(element: Any, root: Any) -> Any:
    while element is not root and element.tag not in LINES:
        element = element.getparent()
    return element


def around(box: Any, root: Any) -> tuple[str, ...]:
    found = []
    for element in [box, *box.iterancestors()]:
        if element is root:
            break
        if element.tag in AROUND:
            found.append(name(element))
    return tuple(reversed(found))


def name(element: Any) -> str:
    if element.tag in ("td", "th"):
        return f"{element.tag} {element.get('colspan', '1')} {element.get('rowspan', '1')}"
    return f"ol {element.get('start', '1')}" if element.tag == "ol" else str(element.tag)


def marks(html: str) -> set[tuple[str, str]]:
    """Each letter's marks would be too fine: words with their marks, links with where they lead."""
    found = set()
    for element in parse(html).iter():
        if element.tag in MARKS and element.text_content().strip():
            found |= {(MARKS[element.tag], word) for word in element.text_content().split()}
        to = element.get("href") or " ".join(filter(None, (element.get("linktype"), element.get("id"))))
        if element.tag == "a" and to:
            found.add((to, " ".join(element.text_content().split())))
    return found
