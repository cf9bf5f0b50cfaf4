"""A footnote's number and its note lead to each other, and a text keeps them."""

from typing import Any

from pycrdt import Doc
from wagtail.rich_text import expand_db_html

from houtai.core.text.abroad import abroad
from houtai.core.text.sanitise import clean
from houtai.core.text.yjs.reading import fill
from houtai.core.text.yjs.writing import html

TEXT = (
    '<p>The ferry<a linktype="note" id="1"><sup>1</sup></a> left.</p><hr>'
    '<ol><li>In 1904. <a linktype="noted" id="1">↩</a></li></ol>'
)


def test_they_stay_in_a_text_that_was_opened():
    doc: Doc[Any] = Doc()
    fill(doc, TEXT)
    assert html(doc) == clean(TEXT, stored=True)
    assert html(doc).count("linktype") == 2


def test_readers_go_there_and_back():
    shown = expand_db_html(clean(TEXT, stored=True))
    assert '<a id="noted-1" href="#note-1" role="doc-noteref"><sup>1</sup></a>' in shown
    assert '<a id="note-1" href="#noted-1" role="doc-backlink">↩</a>' in shown
    assert 'href="#note-1"' in abroad(TEXT, origin="https://news.example")
    assert expand_db_html('<a linktype="note" id="x">1</a>') == "<a>1</a>"
