"""A text holds players of providers that the table knows, each under one address; nobody else's, whatever they say."""

import json
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from houtai.core.text.embeds.providers import ORIGINS, PROVIDERS, page, player
from houtai.core.text.markdown import markdown, stored
from houtai.core.text.sanitise import clean
from houtai.core.text.tests.yjs import doc_with
from houtai.core.text.yjs.tree import Node
from houtai.core.text.yjs.writing import html

FILM = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
EMBED = f'<embed embedtype="media" url="{FILM}"/>'
PAGES = [
    FILM,
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90s",
    "https://www.youtube.com/playlist?list=PLabcdefghijkl",
    "https://www.youtube.com/shorts/dQw4w9WgXcQ",
    "https://vimeo.com/123456",
    "https://vimeo.com/123456/0a1b2c3d4e",
    "https://www.bilibili.com/video/BV1xx411c7mD",
    "https://www.bilibili.com/video/BV1xx411c7mD?p=3",
    "https://www.bilibili.com/video/av170001",
    "https://v.youku.com/v_show/id_XMzI1NjY4NzQ4MA==.html",
    "https://v.qq.com/x/page/a0123456789.html",
    "https://www.ixigua.com/7119835590593511966",
    "https://www.douyin.com/video/7119835590593511966",
    "https://music.163.com/song?id=5",
    "https://www.dailymotion.com/video/x8jqi8u",
    "https://www.ted.com/talks/a_talk_about_ferries",
    "https://open.spotify.com/track/4cOdK2wGLETKBW3PvgPWqT",
    "https://open.spotify.com/album/4cOdK2wGLETKBW3PvgPWqT",
    "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/123",
    "https://soundcloud.com/somebody/sets/ferries",
    "https://soundcloud.com/somebody/a-ferry",
    "https://codepen.io/somebody/pen/abcDEF",
]
OTHER_ADDRESSES = {
    "http://youtu.be/dQw4w9WgXcQ?si=x": FILM,
    "//m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ#top": FILM,
    "HTTPS://WWW.YouTube.com/live/dQw4w9WgXcQ": FILM,
    "https:\\\\www.youtube.com\\embed\\dQw4w9WgXcQ?rel=0": FILM,
    "https://vimeo.com/channels/staffpicks/123456": "https://vimeo.com/123456",
    "https://player.bilibili.com/player.html?aid=7&bvid=BV1xx411c7mD&p=1": PAGES[6],
    "https://v.qq.com/x/cover/mzc00200/a0123456789.html": PAGES[10],
    "https://music.163.com/#/song?id=5": "https://music.163.com/song?id=5",
    "https://dai.ly/x8jqi8u": "https://www.dailymotion.com/video/x8jqi8u",
    "https://open.spotify.com/intl-de/track/4cOdK2wGLETKBW3PvgPWqT?si=1": PAGES[16],
}
HOSTILE = [
    "javascript:alert(1)//www.youtube.com/watch?v=dQw4w9WgXcQ",
    "data:text/html,https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
    "https://evil-youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
    "https://user@www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ",
    "https://evil.example/https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://evil.example//www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ" + "Q",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&x=" + "x" * 1000,
    "https://vimeo.com/" + "1" * 5000,
    "https://www.youtube.com/watch?v=dQw4w9WgXc%22",
    "https://soundcloud.com/you/likes",
    "ftp://www.youtube.com/watch?v=dQw4w9WgXcQ",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_and_its_player_are_known_under_the_page(address):
    found = player(address)
    assert found.page == address
    assert page(found.source) in (address, address.replace("shorts/", "watch?v="))
    assert "https://" + urlsplit(found.source).netloc in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"]


def test_every_provider_is_tried():
    assert {json.dumps(player(address).provider) for address in PAGES} == {json.dumps(one) for one in PROVIDERS}
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"] == ["'self'", *ORIGINS]


@pytest.mark.parametrize("address", OTHER_ADDRESSES)
def test_other_addresses_lead_to_the_same(address):
    assert page(address) == OTHER_ADDRESSES[address]


@pytest.mark.parametrize("address", HOSTILE)
@pytest.mark.parametrize("inside", [False, True])
def test_no_other_address_plays(address, inside):
    said = f'<iframe src="{address}"></iframe>' if inside else f'<embed embedtype="media" url="{address}">'
    assert page(address) == ""
    assert "<embed" not in clean(said, stored=True)
    assert "javascript:" not in clean(said, stored=True)
    assert "data:" not in clean(said, stored=True)


def test_what_no_player_is_known_for_becomes_a_link():
    link = '<p><a href="https://x.example/1" rel="nofollow noopener">https://x.example/1</a></p>'
    assert clean('<embed embedtype="media" url="https://x.example/1">', stored=True) == link
    assert html(doc_with(Node("embed", {"url": "https://x.example/1"}))) == link


@pytest.mark.parametrize("stored", [False, True])
def test_a_frame_of_somebody_known_becomes_an_embed(stored):
    told = '<p>a</p><p><iframe src="//youtu.be/dQw4w9WgXcQ" onload="x()">Your <b>browser</b></div></iframe></p><p>b</p>'
    assert clean(told, stored=stored) == f"<p>a</p>{EMBED if stored else EMBED.replace('/>', '>')}<p>b</p>"


def test_a_caption_stays_below_a_player():
    figure = f"<figure>{EMBED}<figcaption>A ferry</figcaption></figure>"
    assert stored(markdown(figure, address=str)) == f"{EMBED}<p>A ferry</p>"


def test_a_frame_in_markdown_becomes_an_embed():
    assert stored('<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ?start=90"></iframe>\n') == (
        f'<embed embedtype="media" url="{FILM}&amp;t=90s"/>'
    )
