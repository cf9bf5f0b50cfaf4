"""Reads Markdown, whoever wrote it, as the HTML that an editor would store."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from houtai.core.text.markdown.shaping import Find, nothing, shape
from houtai.core.text.sanitise import clean
from houtai.core.text.structure import inner, parse
from houtai.core.text.yjs.reading import nodes
from houtai.core.text.yjs.writer import block

DEEPEST = 100


def stored(markdown: str, *, find: Find = nothing, references: bool = True) -> str:
    """Clean HTML. find: says which addresses of images are pictures of the library; references: keep links to pages
    by their numbers.
    """
    return settled(referring(parser().render(markdown), find=find, references=references))


def referring(html: str, *, find: Find = nothing, references: bool = True) -> str:
    """HTML of a file in the words of the database, with pictures of the library by number. Not clean yet."""
    root = parse(html)
    shape(root, find)
    for link in [] if references else list(root.iter("a")):
        link.attrib.pop("linktype", None)
    return inner(root)


def settled(html: str) -> str:
    """Stored HTML as it is after an editor has opened it, however it was nested and spelled before."""
    return "".join(blocks(html))


def blocks(html: str) -> list[str]:
    written = [block(node) for node in nodes(clean(html, stored=True))]
    return [cleaned for one in written if (cleaned := clean(one, stored=True))]


@cache
def parser() -> MarkdownIt:
    """Addresses are left as they are: the sanitiser judges them."""
    made = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    made.normalizeLink = made.normalizeLinkText = str  # type: ignore[method-assign,assignment]
    made.validateLink = bool  # type: ignore[method-assign,assignment]
    made.add_render_rule("fence", code)
    made.add_render_rule("code_block", code)
    return made


def code(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    """The line end before the closing fence belongs to the fence."""
    token = tokens[at]
    name = token.info.strip().partition(" ")[0]
    language = f' data-language="{escape(name)}"' if name else ""
    return f"<pre{language}><code>{escape(token.content.removesuffix(chr(10)), quote=False)}</code></pre>\n"
