"""What is stored of a shared document, and what is left out of it."""

from houtai.core.text.tests.yjs import SUGGESTION, doc_of, doc_with, element, forged, paragraph, says, text
from houtai.core.text.yjs.encoding import EMBED, Encoder
from houtai.core.text.yjs.lib0 import string
from houtai.core.text.yjs.tree import Node, Run, Text
from houtai.core.text.yjs.writing import html

SUGGESTED = doc_with(
    paragraph(
        Text((Run("kept "), Run("gone", {"deletion": SUGGESTION}), Run("new", {"insertion": SUGGESTION, "bold": {}}))),
    ),
    paragraph(says("all new", insertion=SUGGESTION)),
)


def test_suggested_words_are_left_out_and_suggested_deletions_stay():
    assert html(SUGGESTED) == "<p>kept gone</p>"


def test_suggestions_can_be_shown():
    assert html(SUGGESTED, suggestions=True) == (
        '<p>kept <del data-by="u7">gone</del><ins data-by="u7"><strong>new</strong></ins></p>'
        '<p><ins data-by="u7">all new</ins></p>'
    )


def test_a_shown_suggestion_cannot_smuggle_markup():
    doc = doc_with(paragraph(says("<b>", insertion={"by": '"><script>'}, link={"href": "javascript:alert(1)"})))
    assert html(doc, suggestions=True) == '<p><ins data-by="">&lt;b&gt;</ins></p>'


def test_what_the_schema_does_not_know_goes_and_its_words_stay():
    doc = doc_with(
        Node("marquee", {"onclick": "x"}, [says("odd", blink={}, bold={"style": "x"})]),
        Node("marquee", {}, [paragraph("one"), paragraph("two", style="x", align="left")]),
        Node("paragraph", {}, [Node("paragraph", {}, [says("inner")])]),
        says("loose"),
        Node("heading", {"level": 9}, [says("nine")]),
        Node("bulletList", {}, [paragraph("no item")]),
        paragraph(says("to", link={"href": "javascript:alert(1)"})),
        Node("figure", {"src": "data:image/png;base64,AA"}, [says("caption")]),
        Node("embed", {"url": "javascript:alert(1)"}),
    )
    assert html(doc) == (
        "<p><strong>odd</strong></p><p>one</p><p>two</p><p>inner</p><p>loose</p><h2>nine</h2>"
        "<ul><li>no item</li></ul><p>to</p><p>caption</p>"
    )


def test_marks_nest_as_little_as_they_can():
    runs = (Run("a", {"bold": {}}), Run("b", {"italic": {}, "bold": {}}), Run("c", {"italic": {}}))
    assert html(doc_with(paragraph(Text(runs)))) == "<p><strong>a<em>b</em></strong><em>c</em></p>"
    turned = Run("x", {"code": {}, "bold": {}, "link": {"href": "https://x.example/"}})
    assert html(doc_with(paragraph(Text((turned,))))) == (
        '<p><a href="https://x.example/" rel="nofollow noopener"><strong><code>x</code></strong></a></p>'
    )


def test_a_mention_is_its_name_in_letters():
    doc = doc_with(paragraph("by ", Node("mention", {"id": "7", "label": "Alice <3"}), says("!")))
    assert html(doc) == "<p>by @Alice &lt;3!</p>"


def test_an_object_among_the_letters_is_left_out():
    def build(encoder: Encoder):
        inside = text(encoder, element(encoder, "paragraph", encoder.root), "ab")
        encoder.item(EMBED, string('{"a":1}'), 3, inside)

    doc = doc_of("")
    doc.apply_update(forged(build))
    assert html(doc) == "<p>ab</p>"


def test_empty_blocks_are_not_stored():
    doc = doc_with(paragraph(), paragraph(" "), Node("bulletList", {}, [Node("listItem", {}, [paragraph()])]))
    assert html(doc) == ""
