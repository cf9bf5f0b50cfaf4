"""Puts a link where a page plays a video or a sound, or shows a post of another site: the text keeps what it had."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lxml import etree

# Players, and the address at which a person would watch the same; the first group of the pattern goes into it.
PLAYERS = (
    (
        re.compile(r"//(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]{6,20})"),
        "https://www.youtube.com/watch?v={}",
    ),
    (re.compile(r"//player\.bilibili\.com/.*[?&]bvid=(\w{6,20})"), "https://www.bilibili.com/video/{}"),
    (re.compile(r"//player\.bilibili\.com/.*[?&]aid=(\d{1,20})"), "https://www.bilibili.com/video/av{}"),
    (re.compile(r"//player\.vimeo\.com/video/(\d{1,20})"), "https://vimeo.com/{}"),
    (re.compile(r"//(?:v|video|imgcache)\.qq\.com/.*[?&]vid=(\w{6,20})"), "https://v.qq.com/x/page/{}.html"),
    (re.compile(r"//player\.youku\.com/embed/([\w=]{6,40})"), "https://v.youku.com/v_show/id_{}.html"),
    (re.compile(r"//platform\.twitter\.com/embed/.*[?&]id=(\d{1,20})"), "https://twitter.com/i/status/{}"),
    (re.compile(r"//(?:www\.)?dailymotion\.com/embed/video/(\w{4,20})"), "https://www.dailymotion.com/video/{}"),
    (re.compile(r"//(?:www\.)?instagram\.com/(p/[\w-]{4,40})/embed"), "https://www.instagram.com/{}/"),
)
# Players whose own address is as good as any.
OTHERS = re.compile(
    r"//(?:[\w-]+\.)*(?:twitch\.tv|archive\.org|soundcloud\.com|spotify\.com|ted\.com|streamable\.com|music\.163\.com"
    r"|ixigua\.com|douyin\.com|acfun\.cn|codepen\.io|jsfiddle\.net)/",
)
FRAMES = ("iframe", "embed", "object")
# Elements that name a video by its number alone.
NUMBERED = ("lite-youtube", "amp-youtube", "youtube-video")
NUMBER = re.compile(r"[\w-]{6,20}")
RECORDINGS = ("video", "audio")
SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data")
LONGEST = 2000


def link_media(tree: Any) -> None:
    for frame in list(tree.iter(*FRAMES)):
        put_link(frame, player(source(frame)))
    for element in list(tree.iter(*NUMBERED)):
        number = element.get("videoid") or element.get("data-videoid") or ""
        put_link(element, f"https://www.youtube.com/watch?v={number}" if NUMBER.fullmatch(number) else "")
    for recording in list(tree.iter(*RECORDINGS)):
        inner = next(filter(None, map(source, recording.iter("source"))), "")
        put_link(recording, source(recording) or inner)


def source(element: Any) -> str:
    found = (element.get(name, "").strip() for name in SOURCES)
    return next(
        (value for value in found if value and len(value) < LONGEST and not value.startswith(("data:", "blob:"))), ""
    )


def player(address: str) -> str:
    """Where to watch what a frame plays, or "" when it is no player we know."""
    for pattern, watch in PLAYERS:
        if found := pattern.search(address):
            return watch.format(found[1])
    return address if OTHERS.search(address) else ""


def put_link(element: Any, address: str) -> None:
    """Before the element, which goes later: what stands in it is for browsers that cannot play it."""
    if not address or element.getparent() is None:
        return
    paragraph = etree.Element("p")
    link = etree.SubElement(paragraph, "a", href=address)
    link.text = " ".join(element.get("title", "").split())[:200] or named(address)
    element.addprevious(paragraph)


def named(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path}" + (f"?{parts.query}" if parse_qs(parts.query).get("v") else "")
