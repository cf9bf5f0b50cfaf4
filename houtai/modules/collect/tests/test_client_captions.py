"""A picture and the line that says what it shows become one figure, as sites mark it or as editors word it."""

import pytest

from houtai.modules.collect.client.page import extract

CHINESE = "轮渡公司表示，新的航班时刻表从本周一起实行，乘客可以在码头和小程序上查询，高峰时段每二十分钟一班。"
PICTURE = '<p><img src="https://img.example/ferry.jpg"></p>'


def read(below: str) -> str:
    body = f"<p>{CHINESE * 3}</p>{PICTURE}{below}<p>{CHINESE * 3}</p><p>{CHINESE * 2}</p>"
    return extract(f"<html><body><div>{body}</div></body></html>", url="https://news.example/1").html


@pytest.mark.parametrize(
    "below",
    [
        '<p style="text-align: center">新渡轮停在码头</p>',
        '<p align="center">新渡轮停在码头</p>',
        '<p class="img-caption">新渡轮停在码头</p>',
        "<p>▲新渡轮停在码头</p>",
        "<p>新渡轮停在码头 本报记者 小王 摄</p>",
        "<p>图源：港口日报</p>",
    ],
)
def test_a_line_below_a_picture_that_is_marked_or_worded_so_is_its_caption(below):
    html = read(below)
    assert html.count("<figure>") == html.count("<figcaption>") == 1
    assert html.index("<figure>") < html.index("<img ") < html.index("<figcaption>") < html.index("</figure>")


@pytest.mark.parametrize("below", [f"<p>{CHINESE}</p>", f'<p style="text-align:center">{CHINESE}</p>', "<p>船来了</p>"])
def test_prose_below_a_picture_is_prose(below):
    assert "<figcaption>" not in read(below)


def test_a_caption_that_the_page_marks_stays_one():
    body = f"<figure>{PICTURE}<figcaption>A ferry</figcaption></figure>"
    html = extract(
        f"<html><body><article><p>{CHINESE * 6}</p>{body}</article></body></html>", url="https://a.example"
    ).html
    assert "<figcaption>A ferry</figcaption></figure>" in html


def test_where_all_is_centred_no_line_is_a_caption_for_that():
    lines = "".join(f'{PICTURE}<p style="text-align: center">第{n}天，船来了，我们都去了码头</p>' for n in range(8))
    html = extract(f"<html><body><div>{lines}</div></body></html>", url="https://news.example/1").html
    assert html.count("<img ") == 8
    assert "<figcaption>" not in html
