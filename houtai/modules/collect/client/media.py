"""Keeps what a page plays or shows of another site: players that a text may hold as such, the rest as links."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from houtai.core.text.embeds import page

# Posts of other sites, and the address at which a person would read the same.
POSTS = (
    (re.compile(r"//platform\.twitter\.com/embed/.*[?&]id=(\d{1,20})"), "https://twitter.com/i/status/{}"),
    (re.compile(r"//(?:www\.)?instagram\.com/(p/[\w-]{4,40})/embed"), "https://www.instagram.com/{}/"),
)
# Players that no text may hold, whose own address is as good as any. That of WeChat's own films is one.
OTHERS = re.compile(
    r"(?:https?:)?//(?:(?:[\w-]+\.)*(?:twitch\.tv|archive\.org|soundcloud\.com|spotify\.com|ted\.com|streamable\.com"
    r"|163\.com|ixigua\.com|douyin\.com|acfun\.cn|codepen\.io|jsfiddle\.net|bilibili\.com|youku\.com|v\.qq\.com"
    r"|vimeo\.com|youtube\.com|dailymotion\.com)/|mp\.weixin\.qq\.com/mp/readtemplate\?)",
)
FRAMES = ("iframe", "embed", "object")
# Elements that stand for a film until somebody wants to see it, and name it by its number alone.
NUMBERS = ("videoid", "data-videoid", "data-video-id", "data-youtube-id")
NUMBERED = "//*[" + " or ".join(f"@{name}" for name in NUMBERS) + "]"
SITES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
}
RECORDINGS = ("video", "audio")
SOURCES = ("data-src", "src", "data-original", "data-lazy-src", "data")
LONGEST = 2000


def keep_media(tree: Any) -> None:
    for frame in list(tree.iter(*FRAMES)):
        put(frame, next(filter(None, map(played, sources(frame))), ""))
    for element in tree.xpath(NUMBERED):
        if element.tag not in FRAMES:
            put(element, page(numbered(element)))
    for recording in list(tree.iter(*RECORDINGS)):
        inner = [source for element in recording.iter("source") for source in sources(element)]
        put(recording, next(iter(sources(recording) + inner), ""))


def sources(element: Any) -> list[str]:
    found = (element.get(name, "").strip() for name in SOURCES)
    return [value for value in found if value and len(value) < LONGEST and not value.startswith(("data:", "blob:"))]


def played(address: str) -> str:
    """Where to see what a frame shows, or "" when it is nothing that we know."""
    for pattern, there in POSTS:
        if found := pattern.search(address):
            return there.format(found[1])
    return page(address) or (address if OTHERS.match(address) else "")


def numbered(element: Any) -> str:
    """The address of the film, whose site is told by the names of the element; "" when it is not."""
    said = f"{element.tag} {element.get('class', '')} {' '.join(element.keys())}".lower()
    there = next((there for site, there in SITES.items() if site in said), "")
    return there.format(next(filter(None, map(element.get, NUMBERS)), ""))


def put(element: Any, address: str) -> None:
    """Before the element, which goes later: what stands in it is for browsers that cannot play it."""
    if not address or element.getparent() is None:
        return
    paragraph = etree.Element("p")
    if known := page(address):
        etree.SubElement(paragraph, "embed", embedtype="media", url=known)
    else:
        link = etree.SubElement(paragraph, "a", href=address)
        link.text = " ".join(element.get("title", "").split())[:200] or named(address)
    element.addprevious(paragraph)


def named(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path}"
