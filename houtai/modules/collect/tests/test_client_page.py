"""The article is read out of a page with what belongs to it and without what does not."""

from datetime import UTC, datetime

import pytest

from houtai.modules.collect.client.errors import NoText
from houtai.modules.collect.client.page import extract

PLACE = "https://news.example/2026/harbour"
SENTENCE = "The harbour office has replaced its paper forms with a shared queue that every shift can see. "
CHINESE = "编辑部今天把收稿流程改成了共享队列，每个班次都能看到等待处理的稿件，平均处理时间缩短了一半。"


def page(body: str, head: str = "") -> str:
    return f"""<!doctype html><html lang="en"><head><title>Queue at the harbour | News</title>{head}</head><body>
      <nav class="menu"><a href="/">Home</a><a href="/sport">Sport</a></nav>
      <article><h1>Queue at the harbour</h1>{body}</article>
      <div class="related-links"><h3>Related</h3><ul><li><a href="/x">Something else entirely</a></li></ul></div>
      <footer>All rights reserved by the harbour news company</footer></body></html>"""


def paragraphs(count: int = 6) -> str:
    return "".join(f"<p>{n}. {SENTENCE * 2}</p>" for n in range(count))


def test_the_article_is_kept_and_the_furniture_is_not():
    found = extract(page(paragraphs()), url=PLACE)
    assert found.text.count("shared queue") == 12
    assert "Sport" not in found.text
    assert "Something else" not in found.text
    assert "rights reserved" not in found.text
    assert found.language == "en"


def test_images_headings_lists_and_tables_stay_in_their_place():
    body = paragraphs(2) + (
        '<h2>What changed</h2><p><img data-src="/i/one.jpg" src="data:image/gif;base64,R0" alt="One"></p>'
        f"<ul><li>First: {SENTENCE}</li><li>Second: {SENTENCE}</li></ul>"
        "<table><tr><th>Shift</th><th>Forms</th></tr><tr><td>Early</td><td>12</td></tr></table>"
    )
    html = extract(page(body + paragraphs(3)), url=PLACE).html
    marks = ["<h2>What changed", 'src="https://news.example/i/one.jpg"', "<li>", "<table>", "shared queue"]
    assert [html.find(mark) for mark in marks[:4]] == sorted(html.index(mark) for mark in marks[:4])
    assert html.rindex("shared queue") > html.index("<table>")


def test_an_image_that_a_script_would_load_has_its_real_address():
    body = (
        '<p><img srcset="/small.jpg 300w, /large.jpg 1200w"></p>'
        '<p><img src="/spacer.gif"><noscript><img src="/real.jpg"></noscript></p>'
        '<p><img src="https://count.example/pixel" width="1" height="1"></p>'
    )
    html = extract(page(paragraphs(3) + body + paragraphs(3)), url=PLACE).html
    assert "https://news.example/large.jpg" in html
    assert "https://news.example/real.jpg" in html
    assert "pixel" not in html


def test_facts_come_from_the_head():
    head = (
        '<meta property="og:title" content="Queue at the harbour"><meta name="author" content="Alice">'
        '<meta property="og:site_name" content="Harbour News"><meta property="og:image" content="/cover.jpg">'
        '<meta property="article:published_time" content="2026-11-22T10:00:00+08:00">'
    )
    found = extract(page(paragraphs(), head), url=PLACE)
    assert (found.title, found.author, found.site) == ("Queue at the harbour", "Alice", "Harbour News")
    assert found.image == "https://news.example/cover.jpg"
    assert found.published == datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def test_a_chinese_page_hidden_until_its_script_runs_is_read_whole():
    body = "".join(
        f'<section><p>{n}{CHINESE}</p><img data-src="https://img.example/{n}.png"></section>' for n in range(5)
    )
    source = (
        f'<html><head><title>共享队列</title></head><body><div id="js_content" style="visibility: hidden">{body}</div>'
    )
    found = extract(source.encode("gb18030"), url=PLACE, charset="gb2312")
    assert found.text.count("共享队列") == 5
    assert found.html.count("<img ") == 5
    assert found.language == "zh"


def test_hostile_markup_comes_out_clean():
    evil = '<p onclick="x()">Hello <a href="javascript:x()">there</a><script>alert(1)</script><svg onload=x></svg></p>'
    html = extract(page(paragraphs(3) + evil + paragraphs(3)), url=PLACE).html
    assert not any(word in html for word in ("onclick", "javascript:", "alert", "svg", "onload"))


def test_neither_deep_boxes_nor_a_long_menu_cost_what_follows():
    deep = "<div>" * 300 + "<p>Down here.</p>" + "</div>" * 300
    assert extract(page(paragraphs(2) + deep + paragraphs(2)), url=PLACE).text.count("shared queue") == 8
    menu = "<nav>" + "<b>Port</b>" * 31_000 + "</nav>"
    assert extract(f"<html><body>{menu}<article>{paragraphs()}</article>", url=PLACE).text.count("shared queue") == 12


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"\0\0\0",
        b"<html>",
        "<p>短</p>".encode(),
        b"<div>" * 30_000,
        b"<table><tr>" * 5_000,
        b"<!-- " * 1000,
        b"<a href='http://[' rel=canonical><base href='http://['><link rel=canonical href='http://['>",
        b'<script type="application/ld+json">' + b"[" * 100_000,
    ],
)
def test_a_page_without_an_article_says_so_and_nothing_worse(source):
    with pytest.raises(NoText):
        extract(source, url=PLACE)
