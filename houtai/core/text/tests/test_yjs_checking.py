"""Whatever a forged update brings in is found, in the whole document as in what the update changed."""

from typing import Any

import pycrdt
import pytest

from houtai.core.text.tests.yjs import (
    SUGGESTION,
    blocks_of,
    doc_of,
    doc_with,
    element,
    empty,
    forged,
    paragraph,
    says,
    text,
)
from houtai.core.text.yjs.checking import unknown
from houtai.core.text.yjs.clients import apply
from houtai.core.text.yjs.encoding import ANY, EMBED, STRING, TYPE
from houtai.core.text.yjs.lib0 import anything, string, varuint
from houtai.core.text.yjs.names import FRAGMENT
from houtai.core.text.yjs.taking import fragment
from houtai.core.text.yjs.tree import Node, Run, Text
from houtai.core.text.yjs.watching import watch

BINARY = 3
MAP, XML_FRAGMENT = varuint(1), varuint(4)
LETTERS = "paragraph"


def at_root(kind, content, length=1):
    return lambda encoder: encoder.item(kind, content, None, encoder.root, length=length)


def in_block(kind, content, key=""):
    return lambda encoder: encoder.item(kind, content, None, element(encoder, LETTERS, encoder.root), key=key)


def in_text(kind, content, key=""):
    def build(encoder):
        inside = text(encoder, element(encoder, LETTERS, encoder.root))
        encoder.item(kind, content, None, inside, key=key)

    return build


def nodes(*children):
    return lambda encoder: encoder.children(children, encoder.root)


def marked(**marks):
    return nodes(Node("paragraph", {}, [Text((Run("x", marks),))]))


def deep(levels):
    def build(encoder):
        parent = encoder.root
        for _ in range(levels):
            parent = element(encoder, "blockquote", parent)

    return build


ALIEN = "The text holds something that is neither an element nor words."
EMBEDDED = "An object stands among the letters of the text."
FORGED = {
    "a map in the text": (at_root(TYPE, MAP), ALIEN),
    "a number in the text": (at_root(ANY, b"\x01" + anything(5)), ALIEN),
    "letters in the fragment": (at_root(STRING, string("plain"), 5), ALIEN),
    "a fragment in the fragment": (at_root(TYPE, XML_FRAGMENT), "The text holds a fragment inside itself."),
    "words at the root": (nodes(says("x")), "Words may not stand in “The text”."),
    "a map in a block": (in_block(TYPE, MAP), ALIEN),
    "bytes in a block": (in_block(BINARY, b"\x02ab"), ALIEN),
    "a map as attribute": (
        in_block(TYPE, MAP, "align"),
        "“paragraph” has “an object” as “align”, which it may not have.",
    ),
    "bytes as attribute": (
        in_block(BINARY, b"\x02ab", "align"),
        "“paragraph” has “an object” as “align”, which it may not have.",
    ),
    "a list as attribute": (
        in_block(ANY, b"\x01" + anything([1]), "align"),
        "“paragraph” has “[1]” as “align”, which it may not have.",
    ),
    "a map among letters": (in_text(TYPE, MAP), EMBEDDED),
    "an object among letters": (in_text(EMBED, string('{"a":1}')), EMBEDDED),
    "attributes of words": (in_text(ANY, b"\x01" + anything(5), "x"), "Words carry attributes of their own."),
    "an unknown node": (nodes(Node("iframe")), "The text holds “iframe”, which is unknown."),
    "an unknown attribute": (nodes(paragraph(onclick="x")), "“paragraph” has “onclick”, which is unknown."),
    "a level out of range": (
        nodes(Node("heading", {"level": 9})),
        "“heading” has “9” as “level”, which it may not have.",
    ),
    "data as picture": (
        nodes(Node("figure", {"src": "data:image/png;base64,AA"})),
        "“figure” has “data:image/png;base64,AA” as “src”, which it may not have.",
    ),
    "a script as embed": (
        nodes(Node("embed", {"url": "javascript:alert(1)"})),
        "“embed” has “javascript:alert(1)” as “url”, which it may not have.",
    ),
    "an embed of nobody known": (
        nodes(Node("embed", {"url": "https://vimeo.com.evil.example/123456"})),
        "“embed” has “https://vimeo.com.evil.example/123456” as “url”, which it may not have.",
    ),
    "a script as link": (
        marked(link={"href": "java\tscript:alert(1)"}),
        "“link” has “java\tscript:alert(1)” as “href”, which it may not have.",
    ),
    "an unknown mark": (marked(blink={}), "Words have “blink”, which is unknown."),
    "a mark that is no object": (marked(bold=1), "“bold” has the value “1”, which it may not have."),
    "a mark with more": (marked(bold={"style": "x"}), "“bold” has “style”, which is unknown."),
    "marks in code": (nodes(Node("codeBlock", {}, [says("x", bold={})])), "Words in “codeBlock” may not be “bold”."),
    "a block in a block": (nodes(paragraph(paragraph())), "“paragraph” may not stand in “paragraph”."),
    "an item in no list": (nodes(Node("listItem")), "“listItem” may not stand in “The text”."),
    "nesting": (deep(102), "The text nests deeper than 100 levels."),
}


@pytest.mark.parametrize("what", FORGED)
def test_what_was_forged_is_found(what):
    build, sentence = FORGED[what]
    doc = empty()
    watching = watch(doc)
    apply(doc, forged(build))
    assert unknown(doc) == [sentence]
    assert watching.found() == [sentence]
    assert watching.found() == []


def test_another_root_is_found_and_comments_are_no_other_root():
    doc = doc_of("<p>x</p>")
    doc.get("comments", type=pycrdt.Map)["a"] = "fine"
    watching = watch(doc)
    apply(doc, forged(nodes(paragraph("x")), root="other"))
    assert unknown(doc) == watching.found() == ["The document has a part “other”, which is unknown."]


def test_what_editors_write_is_fine():
    doc = doc_of("")
    watching = watch(doc)
    apply(
        doc,
        forged(
            nodes(
                paragraph(says("x", insertion=SUGGESTION, deletion=SUGGESTION), Node("hardBreak"), align="right"),
                paragraph(Node("mention", {"id": "7", "label": "Alice"})),
                Node("table", {}, [Node("tableRow", {}, [Node("tableCell", {"colwidth": [120, 80]}, [paragraph()])])]),
                Node("bulletList"),
                Node("figure", {"src": ""}),
            )
        ),
    )
    assert unknown(doc) == watching.found() == []


def test_only_what_changed_is_looked_at():
    doc = doc_with(Node("iframe"), paragraph("x"))
    watching = watch(doc)
    blocks_of(doc)[1].children[0].insert(0, "y", {})
    assert watching.found() == []
    blocks_of(doc)[1].children[0].insert(0, "y", {"blink": {}})
    assert watching.found() == ["Words have “blink”, which is unknown."]


def test_what_a_change_puts_deep_inside_is_found():
    doc = doc_of("<table><tbody><tr><td>a</td></tr></tbody></table>")
    watching = watch(doc)
    cell = blocks_of(doc)[0].children[0].children[0]
    cell.children.append(pycrdt.XmlElement("blockquote")).children.append(pycrdt.XmlElement("iframe"))
    cell.attributes["colspan"] = 0
    assert sorted(watching.found()) == [
        "The text holds “iframe”, which is unknown.",
        "“tableCell” has “0” as “colspan”, which it may not have.",
    ]


def test_nesting_that_grows_step_by_step_is_found():
    doc = doc_of("")
    watching = watch(doc)
    inner: Any = fragment(doc)
    for _ in range(100):
        inner = inner.children.append(pycrdt.XmlElement("blockquote"))
        assert watching.found() == []
    for _ in range(2):
        inner = inner.children.append(pycrdt.XmlElement("blockquote"))
    assert watching.found() == ["The text nests deeper than 100 levels."] == unknown(doc)


def test_a_closed_watch_sees_nothing():
    doc = doc_of("<p>x</p>")
    watching = watch(doc)
    watching.close()
    fragment(doc).children.append(pycrdt.XmlElement("iframe"))
    assert watching.found() == []
    assert FRAGMENT in doc
