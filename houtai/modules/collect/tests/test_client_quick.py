"""The quick reader reads what feedparser reads, to the letter, or leaves it to feedparser."""

import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houtai.modules.collect.client.feed import parse, read
from houtai.modules.collect.client.quick import quick
from houtai.modules.collect.client.thorough import thorough

SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
)
TEXTS = [
    "",
    "plain words",
    "&lt;p&gt;Some &lt;b&gt;text&lt;/b&gt;&lt;/p&gt;",
    "Caf\u00e9 \u4e2d\u6587",
    "caf\u00c3\u00a9",
    "a &amp;amp; b",
]
TEXTS += ["<![CDATA[<p>x</p><img src='/i.png'>]]>", "\u0093said\u0094", "a <b>child</b>", " spaced ", "1 &lt; 2"]
ADDRESSES = ["https://n.example/a?b=1&amp;c=2", "/relative", "http:///odd", "mailto:a@b.example", "urn:uuid:1", ""]
DATES = ["Sun, 22 Nov 2026 10:00:00 +0800", "2026-11-22T10:00:00Z", "2026-11-22", "yesterday", "", "2026年11月22日"]
TYPES = ["", 'type="html"', 'type="text"', 'type="text/plain"', 'type="xhtml"', 'type="IMAGE/png"', 'mode="escaped"']
SAID = ["title", "description", "content:encoded", "author", "dc:creator", "itunes:author", "category", "comments"]
SAID += ["media:title", "media:description", "itunes:summary", "summary", "content", "subtitle", "slash:comments"]
SAID += ["dc:subject", "itunes:keywords", "media:keywords", "keywords", "category"]
SAID += ["dc:title", "source", "author", "language", "itunes:subtitle", "rights", "name"]
DATED = ["pubDate", "dc:date", "updated", "published", "created", "lastBuildDate"]

said = st.builds("<{0} {2}>{1}</{0}>".format, st.sampled_from(SAID), st.sampled_from(TEXTS), st.sampled_from(TYPES))
dated = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(DATED), st.sampled_from(DATES))
guid = st.builds(
    "<{2} {1}>{0}</{2}>".format,
    st.sampled_from([*ADDRESSES, "7"]),
    st.sampled_from(["", 'isPermaLink="false"', 'isPermaLink="true"']),
    st.sampled_from(["guid", "id"]),
)
link = st.builds("<{1}>{0}</{1}>".format, st.sampled_from(ADDRESSES), st.sampled_from(["link", "comments"]))
named = st.builds(
    '<{0} {3}="{1}" {2}/>'.format,
    st.sampled_from(["link", "atom:link", "enclosure", "media:content", "media:thumbnail", "itunes:image"]),
    st.sampled_from(ADDRESSES),
    st.sampled_from([*TYPES, 'rel="enclosure"', 'rel="self"', 'rel="alternate"', 'medium="image"']),
    st.sampled_from(["href", "url"]),
)
filed = st.builds(
    "<{0} {1} {2}>{3}</{0}>".format,
    st.sampled_from(["category", "media:category", "itunes:category"]),
    st.sampled_from(['term="a"', 'term=""', 'text="b"', "", 'scheme="urn:s"', 'domain="d"']),
    st.sampled_from(["", 'label="L"', 'scheme="urn:t"']),
    st.sampled_from(["", "", "c, d", "Caf\u00e9"]),
)
written = st.builds(
    "<author><name>{0}</name><email>{1}</email></author>".format, st.sampled_from(TEXTS), st.sampled_from(["", "a@b"])
)
grouped = st.builds("<media:group>{}{}</media:group>".format, said, named)
piece = st.one_of(said, said, dated, guid, link, named, written, grouped, filed)
head = st.lists(st.one_of(said, link, named, st.just("<image><title>i</title><url>/i.png</url></image>")), max_size=4)
items = st.lists(st.lists(piece, max_size=7).map("".join), max_size=3)


def rss(head, items):
    inside = "".join(head) + "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {SPACES}><channel>{inside}</channel></rss>'


def atom(head, items):
    inside = "".join(head) + "".join(f"<entry>{item}</entry>" for item in items)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh_CN" {SPACES}>{inside}</feed>'


def rdf(head, items):
    inside = "".join(f'<item rdf:about="https://n.example/{n}">{item}</item>' for n, item in enumerate(items))
    spaces = SPACES.replace("xmlns:atom", "xmlns:other").replace("2005/Atom", "2005/Other").replace("atom:", "other:")
    spaces += ' xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    channel = "".join(head).replace("atom:", "other:")
    return f"<rdf:RDF {spaces}><channel>{channel}</channel>{inside.replace('atom:', 'other:')}</rdf:RDF>"


def both(text):
    """The feed by the quick reader, or None, and by the thorough one."""
    data = text.encode()
    found = quick(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        other = thorough(data)
        return found and read(found, url="https://n.example/feed"), read(other, url="https://n.example/feed")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([rss, atom, rdf]), head, items)
def test_any_feed_is_read_alike_or_left_to_the_other(form, head, items):
    text = form(["<title>News</title>", *head], items)
    found, other = both(text)
    assert found is None or found == other, text


USUAL = (
    "<title>One &amp;amp; two</title><link>https://n.example/1?a=1&amp;b=2</link><guid isPermaLink='false'>1</guid>"
    "<dc:creator>Alice</dc:creator><pubDate>Sun, 22 Nov 2026 10:00:00 +0800</pubDate><category>Tech</category>"
    "<description>Short</description><content:encoded><![CDATA[<p>The whole text</p>]]></content:encoded>"
    "<enclosure url='/i.png' type='image/png' length='1'/><slash:comments>3</slash:comments>"
    "<media:group><media:content url='/m.png' medium='image'/></media:group>"
)
ENTRY = (
    "<id>urn:1</id><title type='html'>One</title><link href='https://n.example/1'/><link rel='self' href='/s'/>"
    "<author><name>Alice</name><email>a@b.example</email></author><updated>2026-11-22T10:00:00Z</updated>"
    "<summary>short</summary><content type='html'>&lt;p&gt;whole&lt;/p&gt;</content><category term='x'/>"
)


@pytest.mark.parametrize(("form", "item"), [(rss, USUAL), (rdf, USUAL), (atom, ENTRY)], ids=["rss", "rdf", "atom"])
def test_the_usual_feed_is_read_quickly(form, item):
    found, other = both(form(["<title>News</title>", "<link>https://n.example/</link>"], [item, item]))
    assert found is not None
    assert found == other
    assert found.entries[0].author.startswith("Alice")
    assert (found.entries[0].summary.lower(), len(found.entries[0].tags)) == ("short", 1)


@pytest.mark.parametrize(
    "odd",
    ["<p>", "&nbsp;", "<title><b>x</b></title>", "<link xml:base='/a/' href='b'/>", "<dc:title>x</dc:title>"],
)
def test_what_is_odd_is_left_to_the_thorough_reader(odd):
    text = rss([], [f"<title>One</title>{odd}"])
    assert quick(text.encode()) is None
    assert parse(text.encode()).entries[0].title


def test_an_entity_is_never_followed_by_the_quick_reader():
    bomb = '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + rss([], ["<title>&f;</title>"])
    found = quick(bomb.encode())
    assert found is None or not found.entries[0].get("title")
