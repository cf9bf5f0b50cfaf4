"""Where a page plays something or shows a post of another site, the text has a link to it."""

import pytest

from houtai.modules.collect.client.page import extract

SENTENCE = "The ferry now leaves every twenty minutes, which the harbour office says it can keep up all winter. "


def read(part: str) -> str:
    body = f"<p>{SENTENCE * 3}</p>{part}<p>{SENTENCE * 3}</p>"
    return extract(f"<html><body><article>{body}</article></body></html>", url="https://news.example/1").html


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("https://www.youtube.com/embed/abcDEF12345?rel=0", "https://www.youtube.com/watch?v=abcDEF12345"),
        ("//www.youtube-nocookie.com/embed/abcDEF12345", "https://www.youtube.com/watch?v=abcDEF12345"),
        (
            "//player.bilibili.com/player.html?aid=7&bvid=BV1xx411c7mD&p=1",
            "https://www.bilibili.com/video/BV1xx411c7mD",
        ),
        ("https://player.vimeo.com/video/123456", "https://vimeo.com/123456"),
        ("https://v.qq.com/txp/iframe/player.html?vid=a0123456789", "https://v.qq.com/x/page/a0123456789.html"),
        (
            "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=1234567890",
            "https://twitter.com/i/status/1234567890",
        ),
        ("https://w.soundcloud.com/player/?url=1", "https://w.soundcloud.com/player/?url=1"),
    ],
)
def test_a_player_becomes_a_link_to_what_it_plays(source, address):
    source = source.replace("&", "&amp;")
    assert f'<p><a href="{address}" rel="nofollow noopener">' in read(f'<iframe src="{source}"></iframe>')


def test_a_frame_that_waits_for_a_script_is_found_too():
    assert "watch?v=abcDEF12345" in read('<iframe data-src="https://www.youtube.com/embed/abcDEF12345"></iframe>')


def test_a_frame_of_anything_else_is_nothing():
    assert "<a " not in read('<iframe src="https://adverts.example/show?id=1"></iframe>')


def test_a_video_that_is_named_by_its_number_is_linked_to():
    assert "watch?v=abcDEF12345" in read('<lite-youtube videoid="abcDEF12345" playlabel="Play"></lite-youtube>')


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
