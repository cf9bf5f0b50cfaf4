"""What is stored of hostile HTML by each door through which text comes in."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from typing import Any
from urllib.parse import urljoin

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

BASE = "https://source.example/a/1.html"
PROSE = "<p>The harbour was quiet that night, and nobody saw the ferry leave, though many had waited for it there.</p>"
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>x</title><link>https://source.example/</link><item><title>t</title><guid>1</guid><link>{url}</link>
<content:encoded>{html}</content:encoded></item></channel></rss>"""
CLIENT = 77
ROOM_OF = 40


def form(payloads: list[str]) -> list[str]:
    """The field of a new article, which posts HTML."""
    from houtai.modules.coedit.widgets import Together

    return [str(Together().value_from_datadict({"body": html}, {}, "body") or "") for html in payloads]


def feed(payloads: list[str]) -> list[str]:
    """An entry of a feed, read and cleaned as the collector does; "" where the whole feed is refused."""
    from houtai.core.text.sanitise import clean
    from houtai.modules.collect import client

    found = []
    for html in payloads:
        body = FEED.format(url=BASE, html=escape(html)).encode("utf-8", "ignore")
        try:
            entries = client.parse(body, url=urljoin(BASE, "/feed.xml")).entries
        except client.UnableToFetch:
            entries = []
        found.append("".join(clean(entry.html or entry.summary, base=entry.url) for entry in entries))
    return found


def collected(payloads: list[str]) -> list[str]:
    """The article of a page, with the payload between its paragraphs."""
    from houtai.modules.collect import client

    found = []
    for html in payloads:
        article = f"<article><h1>t</h1>{PROSE * 3}{html}{PROSE * 3}</article>"
        page = f"<html><head><title>t</title></head><body>{article}</body></html>"
        try:
            found.append(client.extract(page, url=BASE).html)
        except client.NoText:
            found.append("")
    return found


def program(payloads: list[str], *, by: Any) -> list[str]:
    """The drafts that a program writes through the open API; "" where it refuses."""
    from django.test import Client

    from houtai.modules.content.models import Article
    from houtai.modules.developers.actions import MakeKey

    token = MakeKey().issue(by=by, name="Mallory's program", writes=True, expires=None)[1]
    client = Client(headers={"host": "localhost", "authorization": f"Bearer {token}"})
    found = []
    for html in payloads:
        answer = client.post("/api/v1/articles", {"title": "t", "body": html}, content_type="application/json")
        assert answer.status_code in (201, 422), answer.content
        key = answer.json()["subject"]["key"] if answer.status_code == 201 else None
        found.append(Article.objects.get(pk=key).get_latest_revision_as_object().body if key else "")
    return found


def updates(payloads: list[str], *, by: Any) -> tuple[list[str], int, int]:
    """The texts of rooms to which each payload was sent as words, address, attribute and name of a node, in raw Yjs
    updates; with how many of these were refused, and how many there were.
    """
    texts, refused = [], 0
    for start in range(0, len(payloads), ROOM_OF):
        text, no = one_room(payloads[start : start + ROOM_OF], by=by)
        texts.append(text)
        refused += no
    return texts, refused, len(payloads) * len(WAYS)


def one_room(payloads: list[str], *, by: Any) -> tuple[str, int]:
    from houtai.modules.coedit.models import Room
    from houtai.modules.coedit.models.bringing import NotTaken, add
    from houtai.modules.content.models import Article

    article = Article(title="Room", body="<p>x</p>", live=False)
    article.save()
    room = Room.objects.seeded(article, "body")
    refused = 0
    for payload in payloads:
        for build in WAYS:
            room.refresh_from_db()
            update = made(room.document().get_update(), build, payload)
            try:
                add(room, b64encode(update).decode(), key=f"u{by.pk}", name=str(by))
            except NotTaken:
                refused += 1
    room.refresh_from_db()
    return room.html(), refused


def made(known: bytes, build: Any, payload: str) -> bytes:
    """The update with which a browser adds a block."""
    doc: Doc[Any] = Doc(client_id=CLIENT)
    doc.apply_update(known)
    before = doc.get_state()
    fragment = doc.get("default", type=XmlFragment)
    build(fragment, payload)
    return doc.get_update(before)


def as_words(fragment: Any, payload: str) -> None:
    fragment.children.append(XmlElement("paragraph", {}, [XmlText(payload)]))


def as_link(fragment: Any, payload: str) -> None:
    words = XmlText()
    fragment.children.append(XmlElement("paragraph", {}, [words]))
    words.insert(0, "x", {"link": {"href": address(payload), "title": payload}})


def as_picture(fragment: Any, payload: str) -> None:
    fragment.children.append(XmlElement("figure", {"src": address(payload), "alt": payload}))


def as_embed(fragment: Any, payload: str) -> None:
    fragment.children.append(XmlElement("embed", {"url": address(payload)}))


def as_attribute(fragment: Any, payload: str) -> None:
    fragment.children.append(XmlElement("paragraph", {"onclick": payload, "align": payload}, [XmlText("x")]))


def as_node(fragment: Any, payload: str) -> None:
    fragment.children.append(XmlElement(payload.strip("<>/ ").split()[0][:40] if payload.strip("<>/ ") else "script"))


def as_mention(fragment: Any, payload: str) -> None:
    fragment.children.append(XmlElement("paragraph", {}, [XmlElement("mention", {"id": "u1", "label": payload})]))


def as_language(fragment: Any, payload: str) -> None:
    fragment.children.append(XmlElement("codeBlock", {"language": payload}, [XmlText(payload)]))


def address(payload: str) -> str:
    """The address in a payload's first attribute, or the payload itself."""
    return payload.split('"')[1] if payload.count('"') > 1 else payload


WAYS = (as_words, as_link, as_picture, as_embed, as_attribute, as_node, as_mention, as_language)
