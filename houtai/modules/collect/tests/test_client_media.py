"""Where a page plays something, the text keeps the player, and a link where no player is known or a post is shown."""

import pytest

from houtai.modules.collect.client.page import extract

SENTENCE = "The ferry now leaves every twenty minutes, which the harbour office says it can keep up all winter. "
FILM = "https://www.youtube.com/watch?v=abcDEF12345"


def read(part: str) -> str:
    body = f"<p>{SENTENCE * 3}</p>{part}<p>{SENTENCE * 3}</p>"
    return extract(f"<html><body><article>{body}</article></body></html>", url="https://news.example/1").html


@pytest.mark.parametrize(
    ("source", "address"),
    [
        (
            "https://mp.weixin.qq.com/mp/readtemplate?action=mpvideo&vid=wxv_1234567890123456789",
            "https://mp.weixin.qq.com/mp/readtemplate?action=mpvideo&amp;vid=wxv_1234567890123456789",
        ),
        (
            "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=1234567890",
            "https://twitter.com/i/status/1234567890",
        ),
        ("https://w.soundcloud.com/player/?url=1", "https://w.soundcloud.com/player/?url=1"),
    ],
)
def test_a_frame_that_no_text_may_hold_becomes_a_link(source, address):
    source = source.replace("&", "&amp;")
    assert f'<p><a href="{address}" rel="nofollow noopener">' in read(f'<iframe src="{source}"></iframe>')


@pytest.mark.parametrize(
    ("part", "address"),
    [
        ('<iframe src="//www.youtube.com/embed/abcDEF12345?rel=0"></iframe>', FILM),
        ('<iframe data-src="https://www.youtube.com/embed/abcDEF12345" src="about:blank"></iframe>', FILM),
        ('<lite-youtube videoid="abcDEF12345" playlabel="Play"></lite-youtube>', FILM),
        ('<div class="youtube-facade" data-videoid="abcDEF12345"><button>Play</button></div>', FILM),
        ('<amp-vimeo data-videoid="123456" layout="responsive"></amp-vimeo>', "https://vimeo.com/123456"),
        (
            '<iframe class="video_iframe" data-src="https://v.qq.com/iframe/preview.html?w=5&amp;vid=a0123456789"></iframe>',
            "https://v.qq.com/x/page/a0123456789.html",
        ),
        ('<object data="https://www.youtube.com/v/abcDEF12345"></object>', FILM),
    ],
)
def test_a_player_that_a_text_may_hold_stays_one(part, address):
    assert f'</p><embed embedtype="media" url="{address}"><p>' in read(part)


def test_a_page_with_a_player_alone_says_something():
    page = extract('<html><body><article><iframe src="https://youtu.be/abcDEF12345"></iframe></article></body></html>')
    assert page.html == f'<embed embedtype="media" url="{FILM}">'


@pytest.mark.parametrize("source", ["https://adverts.example/?id=1", "https://x.example/?u=//youtu.be/abcDEF12345"])
def test_a_frame_of_anything_else_is_nothing(source):
    assert "<a " not in read(f'<iframe src="{source}"></iframe>')
    assert "<embed" not in read(f'<iframe src="{source}"></iframe>')


def test_a_recording_is_linked_to():
    found = read('<video controls><source src="/ferry.mp4">Your browser plays no video.</video>')
    assert 'href="https://news.example/ferry.mp4"' in found
    assert "Your browser" not in found


def test_a_post_quoted_from_elsewhere_keeps_its_words_and_its_link():
    post = (
        '<blockquote class="twitter-tweet"><p>It is a fine ferry</p>'
        '<a href="https://twitter.com/alice/status/1">20 November</a></blockquote>'
    )
    found = read(post)
    assert "It is a fine ferry" in found
    assert "https://twitter.com/alice/status/1" in found
