"""Documents to test with: from HTML, from nodes, forged item by item, and at random."""

from typing import Any

import pycrdt
from hypothesis import strategies as st

from houtai.core.text.yjs.encoding import STRING, TYPE, XML_ELEMENT, XML_TEXT, Encoder
from houtai.core.text.yjs.lib0 import string, varuint
from houtai.core.text.yjs.names import FRAGMENT
from houtai.core.text.yjs.reading import fill
from houtai.core.text.yjs.taking import fragment
from houtai.core.text.yjs.tree import Node, Run, Text


def empty(client_id=None):
    doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=client_id)
    return doc


def doc_of(html):
    doc = empty()
    fill(doc, html)
    return doc


def doc_with(*nodes):
    doc = empty()
    doc.apply_update(Encoder(client=7, root=FRAGMENT).update(nodes))
    return doc


def copy_of(doc):
    other = empty()
    other.apply_update(doc.get_update())
    return other


def merge(one, other):
    """Both end up with what either did."""
    ahead = one.get_update(other.get_state())
    one.apply_update(other.get_update(one.get_state()))
    other.apply_update(ahead)


def blocks_of(doc):
    return list(fragment(doc).children)


def says(text, **marks):
    return Text((Run(text, marks),))


def paragraph(*children, **attrs):
    return Node("paragraph", attrs, [says(child) if isinstance(child, str) else child for child in children])


def element(encoder, name, parent):
    return encoder.within(encoder.item(TYPE, varuint(XML_ELEMENT) + string(name), None, parent))


def text(encoder, parent, letters=""):
    inside = encoder.within(encoder.item(TYPE, varuint(XML_TEXT), None, parent))
    if letters:
        encoder.item(STRING, string(letters), None, inside, length=len(letters))
    return inside


def forged(build, root=FRAGMENT, deleted=b"\x00"):
    """An update of client 7; `build` gets the encoder and says what is in it."""
    encoder = Encoder(client=7, root=root)
    build(encoder)
    head = b"\x01" + varuint(len(encoder.items)) + encoder.client + b"\x00"
    return b"".join([head, *encoder.items, deleted])


LETTERS = st.text(st.sampled_from("aB z.中文，😀é<>&\"'\u00a0\u3000\n\t\r\x0b\x85\ufeff\u2028"), min_size=1, max_size=8)
SUGGESTION = {"id": "s1", "by": "u7", "at": "2026-11-30T02:00:00.000Z"}
LINKS = st.sampled_from(
    [
        {"href": "https://x.example/a?b=1&c", "title": 't"', "linktype": None, "id": None},
        {"href": "mailto:a@x.example", "title": None, "linktype": None, "id": None},
        {"href": None, "title": None, "linktype": "page", "id": 3},
    ]
)
MARKS = st.fixed_dictionaries(
    {},
    optional={
        "link": LINKS,
        **{name: st.just({}) for name in ("bold", "italic", "underline", "strike", "superscript", "code")},
    },
)
SUGGESTED = st.fixed_dictionaries(
    {}, optional={name: st.just(SUGGESTION) for name in ("insertion", "deletion", "bold")}
)
RUNS = st.builds(Run, LETTERS, st.one_of(MARKS, st.just({})))
TEXTS = st.lists(RUNS, min_size=1, max_size=4).map(lambda runs: Text(tuple(runs)))
BREAK = st.just(Node("hardBreak"))
INLINE = st.one_of(
    st.just([]),
    TEXTS.map(lambda text: [text]),
    st.builds(lambda one, line, other: [one, line, other], TEXTS, BREAK, TEXTS),
)
ALIGN = st.sampled_from([{}, {"align": "center"}])
PARAGRAPHS = st.builds(Node, st.just("paragraph"), ALIGN, INLINE)
PICTURES = st.sampled_from(
    [{"image": 4, "alt": "a", "format": "left"}, {"src": "https://x.example/a.png", "alt": "", "width": 300}]
)
HEADINGS = st.builds(
    lambda level, align, inside: Node("heading", {"level": level, **align}, inside), st.integers(2, 4), ALIGN, INLINE
)
CODE = LETTERS.map(lambda code: Node("codeBlock", {"language": "c++"}, [says(f"{code}\n x")]))
ATOMS = st.sampled_from([Node("horizontalRule"), Node("embed", {"url": "https://vimeo.com/123456"})])
LEAVES = st.one_of(PARAGRAPHS, HEADINGS, CODE, st.builds(Node, st.just("figure"), PICTURES, INLINE), ATOMS)
SPANS = st.sampled_from([{"colspan": 1, "rowspan": 1}, {"colspan": 2, "rowspan": 1}])


def holding(name, children, attrs=None):
    return st.lists(children, min_size=1, max_size=2).map(lambda inside: Node(name, attrs or {}, inside))


def nesting(blocks):
    first = st.lists(blocks, max_size=1)
    items = st.builds(lambda begin, rest: Node("listItem", {}, [begin, *rest]), PARAGRAPHS, first)
    cells = st.builds(
        Node, st.sampled_from(["tableCell", "tableHeader"]), SPANS, st.lists(blocks, min_size=1, max_size=2)
    )
    return st.one_of(
        holding("bulletList", items),
        holding("orderedList", items, {"start": 3}),
        holding("blockquote", blocks),
        holding("table", holding("tableRow", cells)),
    )


BLOCKS = st.recursive(LEAVES, nesting, max_leaves=4)
DOCUMENTS = st.lists(BLOCKS, min_size=1, max_size=4)
