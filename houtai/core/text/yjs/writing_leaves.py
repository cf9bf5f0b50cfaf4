"""Writes the blocks that hold no other blocks."""

from __future__ import annotations

from houtai.core.text.yjs.checks import web
from houtai.core.text.yjs.inline import inline, plain_text
from houtai.core.text.yjs.names import DEFAULTS
from houtai.core.text.yjs.tree import Node
from houtai.core.text.yjs.writer import attr, element, listed, said, writes


@writes("paragraph")
def paragraph(node: Node, suggestions: bool) -> str:
    return element("p", said(inline(node.children, suggestions=suggestions)), data_align=attr(node, "align"))


@writes("heading")
def heading(node: Node, suggestions: bool) -> str:
    tag = f"h{attr(node, 'level') or DEFAULTS['level']}"
    return element(tag, said(inline(node.children, suggestions=suggestions)), data_align=attr(node, "align"))


@writes("codeBlock")
def code(node: Node, suggestions: bool) -> str:
    inner = plain_text(node.children, suggestions=suggestions)
    return f"<pre{listed({'data-language': attr(node, 'language')})}><code>{inner}</code></pre>"


@writes("horizontalRule")
def rule(node: Node, suggestions: bool) -> str:
    return "<hr/>"


@writes("figure")
def figure(node: Node, suggestions: bool) -> str:
    caption = said(inline(node.children, suggestions=suggestions))
    if number := attr(node, "image"):
        known = listed({"id": number, "alt": attr(node, "alt") or "", "format": attr(node, "format")})
        picture = f'<embed embedtype="image"{known}/>'
        return f"<figure>{picture}{element('figcaption', caption)}</figure>" if caption else picture
    if not attr(node, "src"):
        return element("p", caption)
    sizes = {name: attr(node, name) for name in ("width", "height")}
    known = listed({"src": attr(node, "src"), "alt": attr(node, "alt") or "", **sizes})
    return f"<figure><img{known}/>{element('figcaption', caption)}</figure>"


@writes("embed")
def embed(node: Node, suggestions: bool) -> str:
    """What no player is known for, the sanitiser makes a link of."""
    return f'<embed embedtype="media"{listed({"url": node.attrs.get("url")})}/>' if web(node.attrs.get("url")) else ""
