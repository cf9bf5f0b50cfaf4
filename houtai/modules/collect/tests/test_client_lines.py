"""Lines that stand in an article and are none of it are dropped, and sentences that only look like them are not."""

import pytest

from houtai.modules.collect.client.page import extract

SENTENCE = "The ferry now leaves every twenty minutes, which the harbour office says it can keep up all winter. "
CHINESE = "轮渡公司表示，新的航班时刻表从本周一起实行，乘客可以在码头和小程序上查询，高峰时段每二十分钟一班。"


def around(*, before: str = "", within: str = "", after: str = "") -> str:
    paragraphs = [f"<p>{number}. {SENTENCE}{CHINESE}</p>" for number in range(8)]
    body = "".join([before, *paragraphs[:4], within, *paragraphs[4:], after])
    return extract(f"<html><body><article>{body}</article></body></html>", url="https://news.example/1").text


@pytest.mark.parametrize(
    "line",
    [
        "长按识别下方二维码，关注本报公众号",
        "欢迎点击上方蓝字关注我们",
        "下载港口新闻客户端，随时看新闻",
        "喜欢就点个在看吧",
        "Follow us and our reporters on Twitter and Instagram",
        "Tags: ferries, winter",
        "© 2026 Harbour News Company",
    ],
)
def test_calls_to_follow_and_small_print_end_no_article(line):
    assert line not in around(after=f"<p>{line}</p>")


@pytest.mark.parametrize(
    "line",
    [
        "这一观点现在看来并不成立。",
        "TikTok仍是全球下载量最高的App。",
        "用户可以搜到相关公众号。",
        "读者可以看到三个微信公众号。",
    ],
)
def test_a_sentence_that_urges_nobody_ends_an_article(line):
    assert line in around(after=f"<p>{line}</p>")


@pytest.mark.parametrize("line", ["Advertisement", "Story continues below advertisement", "广告", "点击查看更多"])
def test_adverts_go_wherever_they_stand(line):
    assert line not in around(within=f"<p>{line}</p>").split("\n")


@pytest.mark.parametrize("line", ["来源：港口日报 作者：小王", "发布时间：2026-11-20 09:30", "2026年11月20日 09:30"])
def test_what_a_page_says_about_the_text_is_no_part_of_it(line):
    assert line not in around(before=f"<p>{line}</p>")


@pytest.mark.parametrize("lead", ["Read more:", "Related stories", "相关阅读：", "延伸阅读", "【推荐阅读】"])
def test_links_that_are_announced_go_with_the_line_that_announces_them(lead):
    links = '<p><a href="/a">Where the old ferry went</a></p><p><a href="/b">旧渡轮去哪儿了</a></p>'
    found = around(within=f"<p>{lead}</p>{links}")
    assert lead not in found
    assert "old ferry" not in found
    assert "旧渡轮" not in found


def test_links_are_announced_by_a_line_in_a_box_of_its_own():
    links = '<ul><li><a href="/a">旧渡轮去哪儿了</a></li><li><a href="/b">新渡轮去哪儿了</a></li></ul>'
    assert "渡轮去哪儿" not in around(within=f"<div><h3>相关阅读</h3></div>{links}")


@pytest.mark.parametrize(
    "part",
    [
        '<h2>Popular beaches</h2><ul><li><a href="/a">The long beach</a></li></ul>',
        '<p>Recommended by <a href="/a">the long office for health</a></p>',
        "<table><tr><th><p>Share</p></th><th>Trips</th></tr><tr><td>The long beach</td><td>41</td></tr></table>",
    ],
)
def test_words_that_only_begin_like_such_a_line_are_kept(part):
    found = around(within=part)
    assert any(word in found for word in ("Popular", "Recommended", "Share"))
    assert "The long beach" in found or "the long office" in found


@pytest.mark.parametrize(
    "sentence",
    [
        "乘客在码头扫码关注公众号以后就可以买票，不必再排队，老年人也可以在窗口买票，票价不变，市民对此表示欢迎。",
        "Related costs, he says, have fallen by a third since the harbour office changed the timetable.",
        "More on this was said in the evening, when the captain spoke to the crew.",
    ],
)
def test_a_sentence_in_the_midst_is_kept_whatever_its_words(sentence):
    assert sentence in around(within=f"<p>{sentence}</p>")


def test_a_question_asked_by_the_editor_is_no_data_about_the_text():
    question = "编辑：您觉得新渡轮怎么样？"
    assert question in around(before=f"<p>{question}</p>")
