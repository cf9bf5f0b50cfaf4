"""Who may only suggest leaves the text as it was, and that can be proved."""

import pytest
from pycrdt import XmlElement

from houtai.core.text.tests.yjs import SUGGESTION, blocks_of, doc_of
from houtai.core.text.yjs.original import original
from houtai.core.text.yjs.taking import fragment

HTML = '<h2>Title</h2><p>one two</p><ul><li>a</li></ul><figure><img src="https://x.example/a.png" alt="x"/></figure>'


def words(doc, block=1):
    return blocks_of(doc)[block].children[0]


SUGGESTIONS = {
    "words put in": lambda doc: words(doc).insert(4, "new ", {"insertion": SUGGESTION}),
    "bold words put in": lambda doc: words(doc).insert(0, "new ", {"insertion": SUGGESTION, "bold": {}}),
    "words crossed out": lambda doc: words(doc).format(0, 3, {"deletion": SUGGESTION}),
    "words into an empty caption": lambda doc: (
        blocks_of(doc)[3].children.append("").insert(0, "cap", {"insertion": SUGGESTION})
    ),
}
CHANGES = {
    "words": lambda doc: words(doc).insert(4, "new ", {}),
    "a letter less": lambda doc: words(doc).__delitem__(slice(0, 1)),
    "a mark": lambda doc: words(doc).format(0, 3, {"bold": {}}),
    "an attribute": lambda doc: blocks_of(doc)[0].attributes.__setitem__("level", 3),
    "an unknown attribute": lambda doc: blocks_of(doc)[1].attributes.__setitem__("x", "y"),
    "a picture": lambda doc: blocks_of(doc)[3].attributes.__setitem__("src", "https://x.example/b.png"),
    "an empty paragraph": lambda doc: fragment(doc).children.insert(0, XmlElement("paragraph")),
    "a block less": lambda doc: fragment(doc).children.__delitem__(2),
}


@pytest.mark.parametrize("what", SUGGESTIONS)
def test_a_suggestion_leaves_the_original_as_it_was(what):
    doc = doc_of(HTML)
    before = original(doc)
    SUGGESTIONS[what](doc)
    assert original(doc) == before


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_does_not(what):
    doc = doc_of(HTML)
    before = original(doc)
    CHANGES[what](doc)
    assert original(doc) != before


def test_taking_a_suggestion_back_is_no_change_and_accepting_one_is():
    doc = doc_of(HTML)
    before = original(doc)
    SUGGESTIONS["words put in"](doc)
    SUGGESTIONS["words crossed out"](doc)
    words(doc).format(0, 3, {"deletion": None})
    assert original(doc) == before
    words(doc).format(4, 8, {"insertion": None})
    assert original(doc) != before


def test_the_same_marks_in_another_order_are_the_same_text():
    html = '<p><a href="https://x.example/" title="t"><strong><em>x</em></strong></a></p>'
    assert len({original(doc_of(html)) for _ in range(20)}) == 1
