"""Title, author, time, site and terms are read from wherever pages state them."""

from datetime import UTC, datetime

import pytest

from houtai.modules.collect.client.page import Page, extract

SENTENCE = "The ferry now leaves every twenty minutes, which the harbour office says it can keep up all winter. "
CHINESE = "轮渡公司表示，新的航班时刻表从本周一起实行，乘客可以在码头和小程序上查询，高峰时段每二十分钟一班。"


def read(head: str = "", top: str = "", end: str = "", sentence: str = SENTENCE) -> Page:
    body = f"<article>{top}<p>{sentence * 3}</p><p>{sentence * 3}</p></article>{end}"
    return extract(f"<html><head>{head}</head><body>{body}</body></html>", url="https://news.example/1")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:title" content="A new ferry | The News"><meta property="og:site_name" content="The News">',
        '<title>A new ferry - Harbour News</title><meta name="application-name" content="Harbour News">',
        '<meta property="dc:title og:title" content="A new ferry">',
    ],
)
def test_the_title_is_without_the_name_of_the_site(head):
    assert read(head).title == "A new ferry"


def test_a_title_that_a_quotation_mark_cut_off_is_read_from_the_page():
    head = '<title>"第一艘"新渡轮下水_港口日报</title><meta property="og:title" content="">'
    assert read(head, sentence=CHINESE).title == '"第一艘"新渡轮下水'
    head = '<title>新渡轮"第一艘"下水_港口日报</title><meta property="og:title" content="新渡轮"第一艘"下水">'
    assert read(head, sentence=CHINESE).title == '新渡轮"第一艘"下水'


def test_a_headline_that_the_title_does_not_bear_out_is_a_description():
    data = '{"@type": "Article", "headline": "ship that carries people", "name": "Ferry"}'
    head = f'<title>Ferry - Harbour Lexicon</title><script type="application/ld+json">{data}</script>'
    assert read(head).title == "Ferry"


@pytest.mark.parametrize(
    ("head", "top", "author"),
    [
        ('<meta name="author" content="By Alice Ames">', "", "Alice Ames"),
        ("", '<div class="byline">By Alice Ames</div>', "Alice Ames"),
        ("", '<p><a rel="author" href="/alice">Alice Ames</a></p>', "Alice Ames"),
        ("", "<p>来源：港口日报 作者：王小明 2026-11-20</p>", "王小明"),
        ("", '<div class="author-name">王小明 发布时间：2026-11-20</div>', "王小明"),
        ('<meta name="author" content="https://news.example/alice">', "", ""),
    ],
)
def test_the_author_is_a_name_alone(head, top, author):
    assert read(head, top).author == author


@pytest.mark.parametrize(
    ("head", "top", "moment"),
    [
        ("", "<p>发布时间：2026-11-20 09:30:15</p>", datetime(2026, 11, 20, 1, 30, 15, tzinfo=UTC)),
        (
            "",
            "<div><span>2026年11月20日 09:30</span><span>来源：港口日报</span></div>",
            datetime(2026, 11, 20, 1, 30, tzinfo=UTC),
        ),
        ('<meta name="publishdate" content="2026-11-20 09:30">', "", datetime(2026, 11, 20, 1, 30, tzinfo=UTC)),
        ('<meta name="publishdate" content="2026-11-20T09:30:00Z">', "", datetime(2026, 11, 20, 9, 30, tzinfo=UTC)),
    ],
)
def test_a_time_on_a_chinese_page_is_beijings_unless_it_says_otherwise(head, top, moment):
    assert read(f"<title>新渡轮下水</title>{head}", top, sentence=CHINESE).published == moment


def test_json_ld_is_read_though_it_is_wrapped():
    data = (
        '{"@type": "Article", "datePublished": "2026-11-20T09:30:00Z", "author": {"name": "Alice Ames"},'
        ' "publisher": {"name": "Harbour News"}, "license": "https://creativecommons.org/licenses/by/4.0/"}'
    )
    found = read(f'<script type="application/ld+json"><![CDATA[{data}]]></script>')
    assert (found.author, found.site) == ("Alice Ames", "Harbour News")
    assert found.published == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    assert found.licence == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("end", "licence"),
    [
        ('<footer><a rel="license" href="/terms">Terms</a></footer>', "https://news.example/terms"),
        ("<p>版权声明：未经授权，不得转载。</p>", "版权声明：未经授权，不得转载。"),
        ("<p>Write to us.</p>", ""),
    ],
)
def test_the_terms_of_use_are_kept_as_the_page_states_them(end, licence):
    assert read(end=end).licence == licence
