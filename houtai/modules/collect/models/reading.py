"""What an entry says: the text of the page behind it, or the feed's own when there is no better."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from houtai.core.text.count import count
from houtai.core.text.language import language
from houtai.core.text.plain import excerpt, plain
from houtai.core.text.sanitise import clean
from houtai.modules.collect import client
from houtai.modules.collect.models.silence import passes

if TYPE_CHECKING:
    from houtai.modules.collect.models.asking import Steps
    from houtai.modules.collect.models.outside import Outside
    from houtai.modules.collect.models.source import Source

FIRST, AHEAD = datetime(1970, 1, 1, tzinfo=UTC), timedelta(days=366)
HEADING = re.compile(r"\s*<h2>(.*?)</h2>\s*", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Behind:
    """The page behind an entry; without one, `note` is the reason (short code) and `message` the same for people.

    passing: it may be there a little later.
    """

    page: client.Page | None = None
    url: str = ""
    note: str = ""
    message: str = ""
    passing: bool = False

    @classmethod
    def of(cls, url: str, *, outside: Outside) -> Steps[Behind]:
        if not url:
            return cls(note="no_page")
        try:
            answer = yield from outside.get(url)
            if not path(answer.url) and path(url):
                return cls(note="home_page")
            page = client.extract(answer.body, url=answer.url, charset=answer.charset)
        except client.NotYet:
            raise
        except client.UnableToFetch as error:
            return cls(note=error.reason, message=str(error)[:500], passing=passes(error))
        return cls(page=page, url=answer.url)


def path(url: str) -> str:
    parts = urlsplit(url)
    return parts.path.strip("/") + parts.query


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One entry, read, cleaned and counted. `html` and `text` are "" when it says nothing."""

    url: str
    title: str
    site: str
    author: str
    html: str
    text: str
    summary: str
    tags: tuple[str, ...]
    words: int
    language: str
    image: str
    licence: str
    published: datetime | None
    note: str
    message: str

    @classmethod
    def of(cls, entry: client.Entry, feed: client.Feed, behind: Behind, *, source: Source, now: datetime) -> Reading:
        page = behind.page
        own = clean(entry.html, base=entry.url or feed.url)
        title = entry.title or (page.title if page else "")
        html, text, words = fuller(own, without_title(page.html, title) if page else "")
        return cls(
            url=(behind.url or entry.url)[:2000],
            title=(title or excerpt(html, 80))[:500],
            site=(named(page) or feed.title or source.name)[:200],
            author=(entry.author or (page.author if page else ""))[:200],
            html=html,
            text=text,
            summary=apart(entry.summary, text) or apart(page.summary if page else "", text),
            tags=entry.tags,
            words=words,
            language=(source.language or language(text) or (page.language if page else feed.language)).lower()[:10],
            image=((page.image if page else "") or entry.image)[:2000],
            licence=page.licence if page else "",
            published=plausible(entry.published, now=now) or plausible(page.published if page else None, now=now),
            note=behind.note,
            message=behind.message,
        )


def apart(summary: str, text: str) -> str:
    """What is said about the text; "" for its own beginning, which everybody is shown anyway."""
    said, whole = (" ".join(each.split()) for each in (summary, text))
    return "" if whole.startswith(said.rstrip(" .…[]")) else summary


def plausible(date: datetime | None, *, now: datetime) -> datetime | None:
    """None for a date that is a slip: before the web, or far ahead."""
    return date if date and FIRST <= date <= now + AHEAD else None


def named(page: client.Page | None) -> str:
    """The site's name as its page gives it; a bare host is no name."""
    return page.site if page and page.site != urlsplit(page.url).hostname else ""


def without_title(html: str, title: str) -> str:
    """Pages repeat their title above the text; ours shows it by itself."""
    found = HEADING.match(html)
    same = found and " ".join(plain(found[1]).split()) == " ".join(title.split())
    return html[found.end() :] if found and same else html


def fuller(own: str, behind: str) -> tuple[str, str, int]:
    """HTML, text and words of the page, unless the feed itself says twice as much: the page may be a mere notice."""
    readings = [(html, text, count(text).words) for html in (behind, own) for text in [plain(html)]]
    (page, feed) = readings
    return page if page[2] and page[2] * 2 >= feed[2] else feed
