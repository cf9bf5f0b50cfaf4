"""The article is told from what stands around it on pages built as real sites build them."""

import pytest

from houtai.modules.collect.client.page import extract

PLACE = "https://news.example/2026/ferry"
SENTENCE = "The ferry now leaves every twenty minutes, which the harbour office says it can keep up all winter. "
CHINESE = "轮渡公司表示，新的航班时刻表从本周一起实行，乘客可以在码头和小程序上查询，高峰时段每二十分钟一班。"


def text(body: str, *, title: str = "Ferry every twenty minutes") -> str:
    return extract(f"<html><head><title>{title}</title></head><body>{body}</body></html>", url=PLACE).text


def prose(count: int = 5, sentence: str = SENTENCE) -> str:
    return "".join(f"<p>{number}. {sentence * 2}</p>" for number in range(count))


def test_the_title_is_shown_apart_and_so_no_part_of_the_text():
    found = text(f"<main><h1>Ferry every twenty minutes</h1>{prose()}</main>")
    assert found.startswith("0. The ferry")


def test_a_title_that_is_no_heading_is_told_from_a_first_sentence():
    shown = "<p>Ferry every twenty minutes now</p>"
    assert text(f"<main>{shown}{prose()}</main>").startswith("0. The ferry")
    lead = "<p>A ferry every twenty minutes is what the harbour office promises.</p>"
    assert text(f"<main>{lead}{prose()}</main>").startswith("A ferry")


def test_comments_and_teasers_beside_the_article_are_left_out():
    teasers = "".join(f'<li><a href="/{n}">Another story with a long headline, number {n}</a></li>' for n in range(9))
    comments = "".join(f"<div><p>I take this ferry, too, and find it wonderful, number {n}</p></div>" for n in range(5))
    found = text(
        f'<div class="layout"><div class="story">{prose()}</div><div class="rail"><ul>{teasers}</ul></div></div>'
        f'<div id="comments">{comments}</div>'
    )
    assert found.count("The ferry now") == 10
    assert "Another story" not in found
    assert "wonderful" not in found


def test_an_article_in_several_boxes_is_read_whole():
    boxes = "".join(f'<div class="block"><div><p>{n}. {SENTENCE * 3}</p></div></div>' for n in range(6))
    assert text(f'<div class="page"><div class="blocks">{boxes}</div></div>').count("The ferry now") == 18


def test_lines_parted_by_two_breaks_are_paragraphs():
    lines = "<br><br>".join(f"{number}. {SENTENCE * 2}" for number in range(4))
    found = extract(f"<html><body><div>{lines}</div></body></html>", url=PLACE).html
    assert found.count("<p>") == 4


def test_short_chinese_news_is_not_filled_up_from_the_margin():
    rail = "".join(f'<p><a href="/{n}">另一条新闻的标题写在这里，编号{n}</a></p>' for n in range(12))
    found = text(f'<div class="nr"><p>{CHINESE}</p><p>{CHINESE}</p></div><div class="side"><div>{rail}</div></div>')
    assert found.count("轮渡公司") == 2
    assert "另一条新闻" not in found


def test_a_hidden_box_is_left_out_unless_it_holds_the_article():
    secret = (
        '<div style="display:none"><p>Only a script shows this sentence, and only to some of its readers.</p></div>'
    )
    assert "Only a script" not in text(f"<article>{prose()}{secret}</article>")
    assert text(f'<div hidden class="story">{prose()}</div><p>Loading</p>').count("The ferry now") == 10


def test_a_wrapper_that_is_called_after_its_sidebar_is_the_page():
    rail = '<div class="sidebar"><p>Something else that happened elsewhere, told at some length, and twice.</p></div>'
    found = text(f'<div class="has-sidebar"><div class="left"><h1>Ferry</h1>{prose(3)}</div>{rail}</div>')
    assert found.count("The ferry now") == 6
    assert "elsewhere" not in found


def test_an_author_box_and_a_bar_of_share_links_are_left_out():
    box = '<div class="article__author-bio"><p>Bob has written about ships for thirty years, and likes them.</p></div>'
    bar = '<div class="article-share-bar"><a href="https://share.example/a">Share it with all your friends</a></div>'
    found = text(f'<article class="article">{bar}{prose()}{box}</article>')
    assert "Bob has written" not in found
    assert "Share it" not in found


LINE = SENTENCE * 3
LINES = f"{LINE}\\n{LINE}"
STORY = '{{"@type": "NewsArticle", "headline": "Ferry", "articleBody": "{}"}}'


@pytest.mark.parametrize(
    "data",
    [
        STORY.format(LINES),
        STORY.format(f"{LINE}<br><br>{LINE}"),
        STORY.format(f"&lt;p&gt;{LINE}&lt;/p&gt;&lt;p&gt;{LINE}&lt;/p&gt;"),
        f'{{"@type": "WebPage", "mainEntity": {STORY.format(LINES)}}}',
        f'[{{"@type": "NewsArticle", "headline": "Ferry"}}, {STORY.format(LINES)}]',
    ],
)
def test_what_a_script_would_write_is_taken_from_json_ld(data):
    head = f'<title>Ferry</title><script type="application/ld+json">{data}</script>'
    html = extract(f"<html><head>{head}</head><body><p>One moment</p></body></html>", url=PLACE).html
    assert html.count("The ferry now") == 6
    assert html.count("<p>") == 2
    assert "&lt;" not in html


def test_a_sign_in_the_text_of_json_ld_is_no_markup():
    data = STORY.format(f"{LINE} It&#39;s 3 &lt; 4.")
    page = f'<html><head><script type="application/ld+json">{data}</script></head><body><p>One moment</p></body></html>'
    assert "It's 3 < 4." in extract(page, url=PLACE).text


def test_tables_of_data_stay_and_boxes_made_of_tables_go():
    data = "<table><tr><th>Ferry</th><th>Trips</th></tr><tr><td>North</td><td>41</td></tr></table>"
    found = extract(f"<table><tr><td><div>{prose()}{data}</div></td></tr></table>", url=PLACE).html
    assert found.count("<table>") == 1
    assert "<td>41</td>" in found


@pytest.mark.parametrize("name", ["gutter", "lntd", "crayon-nums", "LineNr"])
def test_nested_lists_and_code_keep_their_shape(name):
    lists = "<ul><li>Ships<ol><li>Tall</li><li>Small</li></ol></li></ul>"
    code = (
        f'<table><tr><td class="{name}"><pre>1\n2</pre></td>'
        '<td class="code"><pre>leave()\n  arrive()</pre></td></tr></table>'
    )
    found = extract(f"<article>{prose()}{lists}{code}{prose()}</article>", url=PLACE).html
    assert "<ul><li>Ships<ol><li>Tall</li><li>Small</li></ol></li></ul>" in found
    assert "<pre>leave()\n  arrive()</pre>" in found
    assert "<pre>1" not in found


def test_an_article_of_pictures_needs_few_words():
    pictures = "".join(f'<p><img src="https://img.example/{n}.jpg"></p>' for n in range(3))
    assert extract(f"<article><p>港口</p>{pictures}</article>", url=PLACE).html.count("<img ") == 3


def test_a_box_of_framed_pictures_is_an_album_and_no_list_of_other_stories():
    frame = '<figure><img src="https://img.example/{0}.jpg"><figcaption>Number {0}</figcaption></figure>'
    album = f'<div class="photos">{frame.format(1)}{frame.format(2)}</div>'
    assert extract(f"<article>{prose()}{album}{prose()}</article>", url=PLACE).html.count("<img ") == 2
    stories = "".join(
        f'<div>{frame.format(n)}<h3><a href="/{n}">Another story, number {n}</a></h3></div>' for n in (1, 2)
    )
    assert "Another story" not in text(f'<article>{prose()}<div class="photos">{stories}</div></article>')


def test_a_short_post_that_waits_for_its_script_is_found_beside_the_words_of_the_page():
    tools = "".join(
        f"<div><p>微信扫一扫赞赏作者，点击此处可以打开小程序，使用完整服务，{n}</p></div>" for n in range(9)
    )
    post = f'<div id="js_content" style="visibility: hidden"><p>{CHINESE}</p></div>'
    found = text(f"<div>{post}</div><div>{tools}</div>", title="港口")
    assert "轮渡公司" in found
    assert "小程序，使用" not in found
