"""Feeds as large and as varied as real ones, the same for the same number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from random import Random

WORDS = ["harbour", "crane", "winter", "ledger", "signal", "copper", "orchard", "compass", "lantern", "granite"]
HAN = "港口今天公布了新的计划记者了解到这个项目将在明年完成市民对此表示欢迎专家认为还需要更多时间"
NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
# Bytes of a small, a usual and a large feed, and how many of ten are so.
SIZES = {9_000: 6, 96_000: 3, 320_000: 1}
# Form, charset, what its declaration says, and whether it writes Chinese.
FORMS = [
    ("rss", "utf-8", "utf-8", False),
    ("atom", "utf-8", "utf-8", True),
    ("rss", "utf-8", "", True),
    ("rdf", "utf-8", "utf-8", False),
    ("rss", "gb18030", "gb2312", True),
    ("atom", "utf-8", "utf-8", False),
    ("rss", "iso-8859-1", "iso-8859-1", False),
    ("rss", "utf-8", "iso-8859-1", True),
]
SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/"'
)
RDF = 'xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
SHELLS = {
    "rss": (f'<rss version="2.0" {SPACES}><channel><title>{{0}}</title><link>{{1}}</link>', "</channel></rss>"),
    "rdf": (f"<rdf:RDF {RDF} {SPACES}><channel><title>{{0}}</title><link>{{1}}</link></channel>", "</rdf:RDF>"),
    "atom": ('<feed xmlns="http://www.w3.org/2005/Atom"><title>{0}</title><link href="{1}"/>', "</feed>"),
}


def mixed(count: int) -> list[bytes]:
    """`count` feeds of all sizes and forms, six small ones for three usual ones and a large one."""
    sizes = [size for size, share in SIZES.items() for _ in range(share)]
    return [feed(number, size=sizes[number % len(sizes)]) for number in range(count)]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """form: rss, rdf or atom; declared: what the feed says its charset is; size: bytes of an entry."""

    form: str
    charset: str
    declared: str
    chinese: bool
    base: str
    size: int


def feed(number: int, *, size: int, base: str = "https://news.example", extra: int = 0, about: int = 12) -> bytes:
    """A feed of about `size` bytes. extra: entries that are newer than the usual `about` and come first."""
    form, charset, declared, chinese = FORMS[number % len(FORMS)]
    kind = Kind(form=form, charset=charset, declared=declared, chinese=chinese, base=base, size=size // about)
    entries = [entry(kind, number, at) for at in [*range(about, about + extra), *range(about)]]
    said = f' encoding="{declared}"' if declared else ""
    head, foot = SHELLS[form]
    text = f'<?xml version="1.0"{said}?>{head.format(f"Feed {number}", f"{base}/{number}/")}{"".join(entries)}{foot}'
    return text.encode(charset, "xmlcharrefreplace")


def entry(kind: Kind, number: int, at: int) -> str:
    random, link, when = Random(f"{number} {at}"), f"{kind.base}/{number}/{at}", NOW - timedelta(hours=at)
    body = escape("".join(paragraphs(random, kind.size, kind.chinese)))
    title = f"{sentence(random, kind.chinese)[:60]} &amp; more"
    if kind.form == "atom":
        return (
            f'<entry><id>{link}</id><title>{title}</title><link href="{link}"/><updated>{when.isoformat()}</updated>'
            f'<author><name>Author {at}</name></author><content type="html">{body}</content></entry>'
        )
    rdf = kind.form == "rdf"
    date = f"<dc:date>{when.isoformat()}</dc:date>" if rdf else f"<pubDate>{format_datetime(when)}</pubDate>"
    about, guid = (f' rdf:about="{link}"', "") if rdf else ("", f"<guid>{link}</guid>")
    return (
        f"<item{about}><title>{title}</title><link>{link}</link>{guid}{date}<dc:creator>Author {at}</dc:creator>"
        f"<category>News</category><description>{sentence(random, kind.chinese)}</description>"
        f'<content:encoded>{body}</content:encoded><media:content url="{link}.jpg" medium="image"/></item>'
    )


def paragraphs(random: Random, size: int, chinese: bool) -> Iterator[str]:
    """Until it takes about `size` bytes, markup and all."""
    left = size - 700
    while left > 0:
        text = " ".join(sentence(random, chinese) for _ in range(3))
        paragraph = f'<p class="body">{text} <a href="https://other.example/{left}">more</a></p>\n'
        left -= len(escape(paragraph).encode())
        yield paragraph


def sentence(random: Random, chinese: bool) -> str:
    if chinese:
        return "".join(random.choice(HAN) for _ in range(24)) + "。"
    return " ".join(f"{random.choice(WORDS)}{random.randrange(99)}" for _ in range(12)) + "."
