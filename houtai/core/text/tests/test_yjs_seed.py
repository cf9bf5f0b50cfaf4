"""A document made from HTML is the one that the editor itself would have made."""

from base64 import b64decode

import pytest

from houtai.core.text.tests.yjs import doc_of, empty
from houtai.core.text.yjs.clients import clients_of
from houtai.core.text.yjs.names import SEED
from houtai.core.text.yjs.reading import seed
from houtai.core.text.yjs.taking import take

# What y-prosemirror (@tiptap/y-tiptap 3.0.9, yjs 13.6.33) writes for the same text, its client being 1.
WRITTEN = {
    "": "AQEBAAcBB2RlZmF1bHQDCXBhcmFncmFwaAA=",
    '<h3>标题😀</h3><p data-align="center">a <strong>b<em>c</em><a href="https://x.example/" title="t">d</a></strong>'
    '<br><a linktype="page" id="3">e</a></p>': (
        "ARoBAAcBB2RlZmF1bHQDB2hlYWRpbmcHAAEABgQAAQEK5qCH6aKY8J+YgCgAAQAFbGV2ZWwBfQOHAQADCXBhcmFncmFwaAcAAQcG"
        "BAABCAJhIIYBCgRib2xkAnt9hAELAWKGAQwEYm9sZARudWxshgENBGJvbGQCe32GAQ4GaXRhbGljAnt9hAEPAWOGARAEYm9sZARu"
        "dWxshgERBml0YWxpYwRudWxshgESBGxpbmtDeyJocmVmIjoiaHR0cHM6Ly94LmV4YW1wbGUvIiwidGl0bGUiOiJ0IiwibGlua3R5"
        "cGUiOm51bGwsImlkIjpudWxsfYYBEwRib2xkAnt9hAEUAWSGARUEbGluawRudWxshgEWBGJvbGQEbnVsbIcBCAMJaGFyZEJyZWFr"
        "hwEYBgYAARkEbGluazV7ImhyZWYiOm51bGwsInRpdGxlIjpudWxsLCJsaW5rdHlwZSI6InBhZ2UiLCJpZCI6IjMifYQBGgFlhgEb"
        "BGxpbmsEbnVsbCgAAQcFYWxpZ24BdwZjZW50ZXIA"
    ),
    '<ul><li>a</li><li><p>b</p><ol start="3"><li>c</li></ol></li></ul>': (
        "AQ8BAAcBB2RlZmF1bHQDCmJ1bGxldExpc3QHAAEAAwhsaXN0SXRlbQcAAQEDCXBhcmFncmFwaAcAAQIGBAABAwFhhwEBAwhsaXN0"
        "SXRlbQcAAQUDCXBhcmFncmFwaAcAAQYGBAABBwFihwEGAwtvcmRlcmVkTGlzdAcAAQkDCGxpc3RJdGVtBwABCgMJcGFyYWdyYXBo"
        "BwABCwYEAAEMAWMoAAEJBXN0YXJ0AX0DAA=="
    ),
    '<table><tbody><tr><th colspan="2">h</th><td></td></tr></tbody></table>': (
        "AQwBAAcBB2RlZmF1bHQDBXRhYmxlBwABAAMIdGFibGVSb3cHAAEBAwt0YWJsZUhlYWRlcgcAAQIDCXBhcmFncmFwaAcAAQMGBAAB"
        "BAFoKAABAgdjb2xzcGFuAX0CKAABAgdyb3dzcGFuAX0BhwECAwl0YWJsZUNlbGwHAAEIAwlwYXJhZ3JhcGgoAAEIB2NvbHNwYW4B"
        "fQEoAAEIB3Jvd3NwYW4BfQEA"
    ),
    '<figure><embed embedtype="image" id="4" alt="a" format="left"/><figcaption>cap</figcaption></figure><figure>'
    '<img src="https://x.example/a.png" alt="" width="300"></figure>'
    '<embed embedtype="media" url="https://vimeo.com/123456"/><hr>': (
        "AQ4BAAcBB2RlZmF1bHQDBmZpZ3VyZQcAAQAGBAABAQNjYXAoAAEAA3NyYwF3ACgAAQADYWx0AXcBYSgAAQAFaW1hZ2UBfQQoAAEA"
        "BmZvcm1hdAF3BGxlZnSHAQADBmZpZ3VyZSgAAQkDc3JjAXcXaHR0cHM6Ly94LmV4YW1wbGUvYS5wbmcoAAEJA2FsdAF3ACgAAQkF"
        "d2lkdGgBfawEhwEJAwVlbWJlZCgAAQ0DdXJsAXcYaHR0cHM6Ly92aW1lby5jb20vMTIzNDU2hwENAw5ob3Jpem9udGFsUnVsZQA="
    ),
    '<pre data-language="py"><code>a\n\nb</code></pre><blockquote><p>q</p></blockquote>': (
        "AQgBAAcBB2RlZmF1bHQDCWNvZGVCbG9jawcAAQAGBAABAQRhCgpiKAABAAhsYW5ndWFnZQF3AnB5hwEAAwpibG9ja3F1b3RlBwAB"
        "BwMJcGFyYWdyYXBoBwABCAYEAAEJAXEA"
    ),
}


@pytest.mark.parametrize("html", WRITTEN)
def test_a_seed_is_byte_for_byte_what_the_editor_writes(html):
    assert seed(html) == b64decode(WRITTEN[html])


@pytest.mark.parametrize("html", WRITTEN)
def test_a_seed_reads_back_as_it_was_written(html):
    doc = empty()
    doc.apply_update(b64decode(WRITTEN[html]))
    assert take(doc) == take(doc_of(html))


def test_the_same_text_makes_the_same_bytes_and_a_second_seed_changes_nothing():
    html = '<p><a href="https://x.example/" title="t"><strong><em>x</em></strong></a></p>'
    assert len({seed(html) for _ in range(20)}) == 1
    doc = doc_of(html)
    before = doc.get_state()
    doc.apply_update(seed(html))
    assert doc.get_state() == before


def test_a_seed_comes_from_one_client_that_is_nobody():
    assert list(clients_of(seed("<p>x</p>"))) == [SEED]
    assert doc_of("<p>x</p>").client_id != SEED
