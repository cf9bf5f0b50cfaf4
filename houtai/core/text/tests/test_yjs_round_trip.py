"""Stored HTML goes into a shared document and comes out as it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houtai.core.text.plain import plain
from houtai.core.text.sanitise import clean
from houtai.core.text.tests.test_sanitise import HOSTILE, PIECES
from houtai.core.text.tests.yjs import DOCUMENTS, doc_of, doc_with
from houtai.core.text.yjs.checking import unknown
from houtai.core.text.yjs.reading import nodes
from houtai.core.text.yjs.taking import take
from houtai.core.text.yjs.writing import html

SAMPLES = [
    "",
    "<p>Two words and a <strong>bold <em>idea</em></strong>.</p>",
    "<h2>标题</h2><p>你好，<em>世界</em>😀。</p><p>第二段<br/>第二行</p>",
    '<h3 data-align="center">Middle</h3><p data-align="right">right</p>',
    "<ul><li>一</li><li><p>二</p><ul><li>三</li></ul></li></ul>",
    '<ol start="3"><li>c</li><li><p>d</p><p>e</p></li></ol>',
    "<blockquote><p>quoted</p><p>twice</p></blockquote><hr/>",
    '<pre data-language="c++"><code>if (a &lt; b)\n\n    return;\n</code></pre>',
    '<p><a href="https://x.example/?a=1&amp;b" title="t" rel="nofollow noopener">l</a></p>',
    '<p><a linktype="page" id="3">ours</a> <code>x</code> H<sub>2</sub>O m<sup>2</sup> <u>u</u> <s>s</s></p>',
    '<figure><embed embedtype="image" id="4" alt="a" format="left"/><figcaption><em>cap</em></figcaption></figure>',
    '<embed embedtype="image" id="4" alt="图" format="left"/><embed embedtype="media" url="https://vimeo.com/123456"/>',
    '<figure><img src="https://x.example/a.png" alt="" width="300" height="20"/><figcaption>说明</figcaption></figure>',
    '<table><tbody><tr><th colspan="2">h</th><td rowspan="3"></td></tr></tbody></table>',
    "<table><tbody><tr><td>a</td><td><p>b</p><ul><li>c</li></ul></td></tr></tbody></table>",
]


@pytest.mark.parametrize("stored", SAMPLES)
def test_stored_text_comes_out_as_it_went_in(stored):
    assert clean(stored, stored=True) == stored
    assert html(doc_of(stored)) == stored


@settings(max_examples=40, deadline=None, derandomize=True)
@given(blocks=DOCUMENTS)
def test_what_an_editor_may_write_is_stored_clean_and_read_back(blocks):
    doc = doc_with(*blocks)
    assert unknown(doc) == []
    stored = html(doc)
    assert clean(stored, stored=True) == stored
    assert html(doc_of(stored)) == stored


@settings(max_examples=40, deadline=None, derandomize=True)
@given(outside=st.lists(PIECES, max_size=10).map("".join))
def test_any_clean_text_keeps_its_words_and_comes_to_rest(outside):
    cleaned = clean(outside, stored=True)
    doc = doc_of(cleaned)
    assert unknown(doc) == []
    assert "".join(plain(html(doc)).split()) == "".join(plain(cleaned).split())
    assert html(doc_of(html(doc))) == html(doc)


@pytest.mark.parametrize("outside", HOSTILE)
def test_nothing_hostile_gets_into_a_document(outside):
    assert unknown(doc_of(outside)) == []


@pytest.mark.parametrize(
    ("loose", "settled"),
    [
        ("a &lt; b", "<p>a &lt; b</p>"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li><p>a</p><ul><li>b</li></ul></li></ul>"),
        ("<blockquote>q</blockquote>", "<blockquote><p>q</p></blockquote>"),
        (
            '<p>a<img src="https://x.example/a.png">b</p>',
            '<p>a</p><figure><img src="https://x.example/a.png" alt=""/></figure><p>b</p>',
        ),
        (
            "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
            "<table><tbody><tr><th>a</th></tr><tr><td>b</td></tr></tbody></table>",
        ),
        ("<p>one\n  two</p>", "<p>one two</p>"),
        ("<p><em>a</em><br><em>b</em></p>", "<p><em>a<br/>b</em></p>"),
        ("<figure><blockquote><p>q</p></blockquote><figcaption>who</figcaption></figure>",
         "<blockquote><p>q</p></blockquote><p>who</p>"),
        ('<p data-block-key="x1">a</p>', "<p>a</p>"),
        ("<pre>a<br>b</pre>", "<pre><code>a\nb</code></pre>"),
    ],
)  # fmt: skip
def test_what_the_schema_says_in_another_way_is_settled(loose, settled):
    assert html(doc_of(loose)) == settled


def test_an_empty_text_is_one_empty_paragraph():
    assert [node.name for node in nodes("")] == ["paragraph"]
    assert [(node.name, list(node.children)) for node in take(doc_of(""))] == [("paragraph", [])]


def test_an_item_begins_with_a_paragraph():
    (listing,) = take(doc_of("<ul><li><ul><li>a</li></ul></li></ul>"))
    assert [child.name for child in listing.children[0].children] == ["paragraph", "bulletList"]


def test_nesting_without_end_stays_within_what_a_document_may():
    assert unknown(doc_of("<ul><li>" * 90 + "deep")) == []
    assert plain(html(doc_of("<blockquote>" * 90 + "deep"))) == "deep"
