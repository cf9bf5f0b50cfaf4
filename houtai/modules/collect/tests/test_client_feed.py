"""Feeds of any state become entries, or an error that says why not."""

from datetime import UTC, datetime

import pytest

from houtai.modules.collect.client.errors import Hostile, IsAPage, Malformed, NotAFeed
from houtai.modules.collect.client.feed import parse

PLACE = "https://news.example/feed.xml"


def rss(items: str, head: str = "<title>News</title><link>https://news.example/</link>") -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


def test_an_entry_has_all_that_the_feed_says():
    feed = parse(
        rss(
            "<item><guid>7</guid><title>A &amp;amp; B</title><link>/a?utm_source=x</link><author>Alice</author>"
            "<pubDate>Sun, 22 Nov 2026 10:00:00 +0800</pubDate>"
            "<description>&lt;p&gt;Body&lt;img src='/i.png'&gt;&lt;/p&gt;</description></item>",
        ),
        url=PLACE,
    )
    entry = feed.entries[0]
    assert (feed.title, feed.url) == ("News", "https://news.example/")
    assert (entry.key, entry.title, entry.author) == ("7", "A & B", "Alice")
    assert entry.url == "https://news.example/a?utm_source=x"
    assert entry.published == datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    assert (entry.summary, entry.image) == ("Body", "https://news.example/i.png")


def test_an_atom_entry_prefers_its_content_to_its_summary():
    feed = parse(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><id>urn:1</id><title>x</title>'
        b'<link href="https://news.example/1"/><updated>2026-11-22T10:00:00Z</updated><summary>short</summary>'
        b'<content type="html">&lt;p&gt;the whole text&lt;/p&gt;</content></entry></feed>',
    )
    assert feed.entries[0].html == "<p>the whole text</p>"
    assert feed.entries[0].published == datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def test_a_key_without_id_is_the_address_without_its_tracking():
    plain, tracked = (
        parse(rss(f"<item><link>https://news.example/a{tail}</link></item>")).entries[0].key
        for tail in ("", "/?utm_source=feed#top")
    )
    assert plain == tracked == "https://news.example/a"


def test_a_key_without_id_and_address_is_made_of_what_is_said():
    one, same, other = (
        parse(rss(f"<item><title>{title}</title><description>d</description></item>")).entries[0].key
        for title in ("x", "x", "y")
    )
    assert one == same != other


def test_one_id_for_two_addresses_makes_two_entries():
    items = "".join(f"<item><guid>1</guid><link>https://news.example/{name}</link></item>" for name in "aab")
    entries = parse(rss(items)).entries
    assert [entry.url for entry in entries] == ["https://news.example/a", "https://news.example/b"]
    assert len({entry.key for entry in entries}) == 2


def test_a_feed_cut_off_in_the_middle_still_gives_its_entries():
    whole = rss("".join(f"<item><guid>{n}</guid><title>Title {n}</title></item>" for n in range(5)))
    feed = parse(whole[: whole.index(b"Title 3")])
    assert feed.damaged
    assert [entry.title for entry in feed.entries][:3] == ["Title 0", "Title 1", "Title 2"]


def test_a_stray_ampersand_does_not_lose_the_feed():
    assert parse(rss("<item><title>Q & A</title></item>")).entries[0].title == "Q & A"


@pytest.mark.parametrize("head", ["", "<!-- <rss> -->", "<?pi?>", "<!-- a --><!-- b -->\n"])
def test_a_feed_that_defines_entities_is_refused(head):
    bomb = f'<?xml version="1.0"?>{head}<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(Hostile):
        parse(bomb.encode() + rss("<item><title>&b;</title></item>")[21:])


def test_an_entity_that_names_a_file_is_refused():
    bomb = b'<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + rss("<item><title>&f;</title></item>")[21:]
    with pytest.raises(Hostile):
        parse(bomb)


def test_a_document_type_without_definitions_is_harmless():
    old = (
        b'<!DOCTYPE rss PUBLIC "-//X//DTD RSS 0.91//EN" "http://x.example/rss.dtd">'
        + rss("<item><title>x</title></item>")[21:]
    )
    assert parse(old).entries[0].title == "x"


def test_a_page_is_told_apart_and_its_feeds_are_named():
    page = (
        b'<!doctype html><link rel="alternate" type="application/rss+xml" href="/rss"><link rel="alternate" href="/en">'
    )
    with pytest.raises(IsAPage) as caught:
        parse(page, url="https://news.example/")
    assert caught.value.feeds == ("https://news.example/rss",)


@pytest.mark.parametrize("body", [b"", b"{}", b"<svg/>", bytes(range(256)), b"just words"])
def test_what_is_no_feed_is_said_to_be_none(body):
    with pytest.raises(NotAFeed):
        parse(body, url=PLACE)


def test_a_feed_broken_beyond_reading_is_malformed():
    with pytest.raises(Malformed):
        parse(b"<rss " + b"a='1' " * 1000, url=PLACE)


@pytest.mark.parametrize(
    ("declared", "codec"),
    [("gb2312", "gb18030"), ("utf-8", "gb18030"), ("iso-8859-1", "utf-8"), ("utf-8", "utf-8"), ("big5", "big5")],
)
def test_a_wrong_charset_is_seen_through(declared, codec):
    title = "編輯部今天發布新聞" if codec == "big5" else "编辑部今天发布了新的新闻"
    text = (
        f'<?xml version="1.0" encoding="{declared}"?><rss><channel><item><title>{title}</title></item></channel></rss>'
    )
    assert parse(text.encode(codec)).entries[0].title == title


def test_an_empty_feed_is_a_feed():
    assert parse(rss("")).entries == []
