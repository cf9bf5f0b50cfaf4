"""A document is made to say what some HTML says."""

from itertools import product

import pytest
from hypothesis import given, settings

from houtai.core.text.tests.test_yjs_round_trip import SAMPLES
from houtai.core.text.tests.yjs import DOCUMENTS, SUGGESTION, blocks_of, doc_of, doc_with, paragraph, says
from houtai.core.text.yjs.changing import change
from houtai.core.text.yjs.checking import unknown
from houtai.core.text.yjs.taking import take
from houtai.core.text.yjs.tree import Node, Run, Text
from houtai.core.text.yjs.writing import html

STEPS = [
    *SAMPLES,
    "<p>one two three</p>",
    "<p>one <strong>two</strong> and three</p><p>next</p>",
    "<p>one<br/>two</p><ul><li>a</li><li>b</li></ul>",
    "<ul><li>b<ul><li>c</li></ul></li></ul><p>on<em>e t</em></p>",
    "<h3>标题</h3><p>你好，世<em>界</em>😀见</p>",
    "<table><tbody><tr><td>a</td><td>x</td><td>b</td></tr><tr><th>c</th></tr></tbody></table>",
    "<pre><code>if (a)\n    return;\n</code></pre>",
]


def changed(before, after):
    doc = doc_of(before)
    change(doc, after)
    return doc


@pytest.mark.parametrize("before", STEPS)
def test_it_says_what_the_html_says(before):
    for after in STEPS:
        doc = changed(before, after)
        assert html(doc) == html(doc_of(after))
        assert unknown(doc) == []


@settings(max_examples=40, deadline=None, derandomize=True)
@given(before=DOCUMENTS, after=DOCUMENTS)
def test_any_document_can_become_any_other(before, after):
    doc, goal = doc_with(*before), html(doc_with(*after))
    change(doc, goal)
    assert html(doc) == goal
    assert unknown(doc) == []
    state = doc.get_state()
    change(doc, goal)
    assert doc.get_state() == state


def test_lists_keep_beginning_with_paragraphs():
    doc = changed("<ul><li><p>a</p><ul><li>b</li></ul></li></ul>", "<ul><li><ul><li>b</li></ul></li></ul>")
    item = take(doc)[0].children[0]
    assert [child.name for child in item.children] == ["paragraph", "bulletList"]


def test_a_text_without_words_keeps_one_paragraph():
    assert [node.name for node in take(changed("<h2>a</h2><ul><li>b</li></ul>", ""))] == ["paragraph"]


def test_an_empty_text_is_written_into():
    assert len(blocks_of(changed("", "<p>first</p>"))) == 1


def test_suggestions_stay_where_they_are():
    runs = Text(
        (Run("keep "), Run("new ", {"insertion": SUGGESTION}), Run("old", {"deletion": SUGGESTION}), Run(" end"))
    )
    doc = doc_with(paragraph(runs), paragraph(says("suggested", insertion=SUGGESTION)))
    state = doc.get_state()
    change(doc, html(doc))
    assert doc.get_state() == state
    change(doc, "<p>keep old <em>end</em>!</p>")
    assert html(doc, suggestions=True) == (
        '<p>keep <ins data-by="u7">new </ins><del data-by="u7">old</del> <em>end</em>!</p>'
        '<p><ins data-by="u7">suggested</ins></p>'
    )


def test_a_mention_and_the_width_of_a_column_stay():
    mention = Node("mention", {"id": "7", "label": "Alice"})
    cell = Node("tableCell", {"colspan": 1, "colwidth": [90]}, [paragraph("a")])
    doc = doc_with(paragraph("by ", mention, says(".")), Node("table", {}, [Node("tableRow", {}, [cell])]))
    goal = html(doc).replace("by", "written by").replace(">a<", ">b<").replace(".", "!")
    change(doc, goal)
    assert html(doc) == goal
    assert [child.name for child in take(doc)[0].children if isinstance(child, Node)] == ["mention"]
    assert take(doc)[1].children[0].children[0].attrs["colwidth"] == [90]


def test_a_mention_that_goes_is_taken_out():
    doc = doc_with(paragraph("by ", Node("mention", {"id": "7", "label": "Alice"}), says(".")))
    change(doc, "<p>by @Bob.</p>")
    assert html(doc) == "<p>by @Bob.</p>"


def test_a_line_break_comes_and_goes():
    for before, after in product(["<p>ab</p>", "<p>a<br/>b</p>", "<p><em>a</em><br/><br/>b</p>"], repeat=2):
        assert html(changed(before, after)) == after
