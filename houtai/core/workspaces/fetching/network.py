"""Fetches one address politely and safely: conditional, capped in size and time, never from a private network."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, NoReturn

import certifi
import httpcore
import httpx
from django.conf import settings

from houtai import __version__
from houtai.core.workspaces.fetching.addresses import Resolve
from houtai.core.workspaces.fetching.body import MEGABYTE, read
from houtai.core.workspaces.fetching.errors import (
    Busy,
    HttpError,
    NotFound,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    UnableToFetch,
    Unreadable,
    WrongKind,
    WrongPort,
    WrongScheme,
)
from houtai.core.workspaces.fetching.guard import Deadline, Guard
from houtai.core.workspaces.reach import PORTS, place, resolve

CAP = 10 * MEGABYTE
SECONDS = 20.0
REDIRECTS = 5
MOVED = frozenset({301, 302, 303, 307, 308})
LATER = frozenset({429, 503})
LONGEST_WAIT = 7 * 86_400
DOCUMENTS = ("text/", "application/xml", "application/xhtml", "application/json", "application/octet-stream")
# A sitemap may be a packed file, which is another thing than an answer packed on its way.
GZIP = b"\x1f\x8b\x08"
PACKED = ("application/gzip", "application/x-gzip")
TAKEN = DOCUMENTS + PACKED


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """An answer. `url` is the last address after redirects; `body` is unpacked; `charset` is what the header declared.

    `permanent` tells that every redirect on the way was a permanent one, so that the new address may be remembered.
    `moved` tells that `url` is at another machine and was not asked for.
    `not_modified` means that the body is empty, because what the caller has is still right.
    """

    status: int
    url: str
    body: bytes = b""
    content_type: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    not_modified: bool = False
    permanent: bool = False
    moved: bool = False
    retry_after: int | None = None


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What one fetch may do; see `fetch`."""

    cap: int
    seconds: float
    admit: frozenset[str]
    closed: bool
    resolve: Resolve
    now: datetime | None
    kinds: tuple[str, ...]
    stay: bool
    method: str


def fetch(
    url: str,
    *,
    etag: str = "",
    modified: str = "",
    cap: int = CAP,
    deadline: float = SECONDS,
    admit: frozenset[str] = frozenset(),
    closed: bool = False,
    resolve: Resolve = resolve,
    now: datetime | None = None,
    kinds: tuple[str, ...] = TAKEN,
    referer: str = "",
    stay: bool = False,
    method: str = "GET",
) -> Fetched:
    """Gets `url`, following up to 5 redirects, each checked like the first.

    etag, modified: from the last answer, for a conditional request; cap: most bytes, unpacked; deadline: seconds for
    everything; admit: "ip:port" pairs allowed although private (tests and the played day); closed: refuse all others
    without asking DNS; now: for a Retry-After that is a date; kinds: what the declared types that are taken
    begin with; referer: the page that we say led here; stay: follow no redirect to another machine; method: or HEAD.

    Raises a subclass of UnableToFetch.
    """
    reach: dict[str, Any] = {"admit": admit, "closed": closed, "resolve": resolve}
    rules = Rules(cap=cap, seconds=deadline, now=now, kinds=kinds, stay=stay, method=method, **reach)
    headers = sendable({"If-None-Match": etag, "If-Modified-Since": modified, "Referer": referer})
    return follow(target(url, rules=rules), headers=headers, rules=rules)


def sendable(wanted: dict[str, str]) -> dict[str, str]:
    """What was once told by others can smuggle in no other header."""
    return {name: value for name, value in wanted.items() if value and value.isascii() and value.isprintable()}


def target(url: str, *, rules: Rules, base: httpx.URL | None = None) -> httpx.URL:
    """The parsed address, once it is one that may be asked for."""
    try:
        parsed = base.join(url) if base else httpx.URL(url.strip())
        port = parsed.port or (443 if parsed.scheme == "https" else 80)
    except (httpx.InvalidURL, ValueError, UnicodeError):
        raise WrongScheme(url[:200]) from None
    if parsed.scheme not in ("http", "https") or not parsed.host or parsed.userinfo:
        raise WrongScheme(url[:200])
    if port not in PORTS and place(parsed.host, port) not in rules.admit:
        raise WrongPort(url[:200])
    return parsed.copy_with(fragment=None)


def follow(url: httpx.URL, *, headers: dict[str, str], rules: Rules) -> Fetched:
    deadline = Deadline.after(rules.seconds)
    permanent = True
    first = url
    for _ in range(REDIRECTS + 1):
        with translated(str(url), rules=rules), opened(url, headers=headers, deadline=deadline, rules=rules) as answer:
            told = httpx.Headers(answer.headers)
            if answer.status not in MOVED or "location" not in told:
                return received(answer, told, url=str(url), rules=rules, permanent=permanent and url != first)
        permanent = permanent and answer.status in (301, 308)
        url = target(told["location"], rules=rules, base=url)
        if rules.stay and url.netloc != first.netloc:
            return Fetched(status=answer.status, url=str(url), moved=True)
    raise TooManyRedirects(str(first))


@contextmanager
def opened(url: httpx.URL, *, headers: dict[str, str], deadline: Deadline, rules: Rules) -> Iterator[httpcore.Response]:
    guard = Guard(deadline=deadline, resolve=rules.resolve, admit=rules.admit, closed=rules.closed)
    polite = {"User-Agent": user_agent(), "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}
    with (
        httpcore.ConnectionPool(network_backend=guard, ssl_context=trust(), max_connections=1) as pool,
        pool.stream(
            rules.method, str(url), headers=[("Host", url.netloc.decode()), *polite.items(), *headers.items()]
        ) as answer,
    ):
        yield answer


@cache
def trust() -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certifi.where())


def user_agent() -> str:
    return f"Houtai/{__version__} (+{settings.WAGTAILADMIN_BASE_URL})"


@contextmanager
def translated(url: str, *, rules: Rules) -> Iterator[None]:
    """Says in our errors what went wrong below."""
    try:
        yield
    except httpcore.TimeoutException:
        raise TooSlow(url, seconds=f"{rules.seconds:g}") from None
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol):
        raise Unreadable(url) from None
    except (httpcore.NetworkError, httpcore.ProxyError, OSError):
        raise UnableToFetch(url) from None


def received(answer: httpcore.Response, told: httpx.Headers, *, url: str, rules: Rules, permanent: bool) -> Fetched:
    wait = retry_after(told.get("retry-after", ""), now=rules.now or datetime.now(UTC))
    if answer.status == 304:
        return Fetched(status=304, url=url, not_modified=True, retry_after=wait)
    if not 200 <= answer.status < 300:
        refuse(url, status=answer.status, wait=wait)
    kind, charset = content_type(told.get("content-type", ""))
    document = rules.kinds == TAKEN and kind.endswith(("+xml", "+json"))
    if kind and not (kind.startswith(rules.kinds) or document):
        raise WrongKind(url, kind=kind[:80])
    if rules.method == "HEAD":
        return Fetched(status=answer.status, url=url, content_type=kind, permanent=permanent, retry_after=wait)
    if told.get("content-length", "").isdigit() and int(told["content-length"][:18]) > rules.cap:
        raise TooLarge(url, megabytes=f"{rules.cap / MEGABYTE:g}")
    encoding = told.get("content-encoding", "").strip().lower()
    body = read(answer.iter_stream(), encoding=encoding, cap=rules.cap, url=url)
    return Fetched(
        status=answer.status,
        url=url,
        body=read([body], encoding="gzip", cap=rules.cap, url=url) if body.startswith(GZIP) else body,
        content_type=kind,
        charset=charset,
        etag=told.get("etag", ""),
        modified=told.get("last-modified", ""),
        permanent=permanent,
        retry_after=wait,
    )


def refuse(url: str, *, status: int, wait: int | None) -> NoReturn:
    kind = NotFound if status in (404, 410) else Busy if status in LATER else HttpError
    raise kind(url, status=status, retry_after=wait)


def content_type(header: str) -> tuple[str, str]:
    message = Message()
    message["Content-Type"] = "".join(filter(str.isprintable, header[:500]))
    kind = message.get_content_type() if header.strip() else ""
    return kind, message.get_content_charset("")


def retry_after(header: str, *, now: datetime) -> int | None:
    """Seconds to wait, 0 to 7 days, from a number or a date; None when the header says nothing."""
    header = header.strip()
    if header.isascii() and header.isdigit():
        return min(int(header[:9]), LONGEST_WAIT)
    try:
        date = parsedate_to_datetime(header)
    except (ValueError, TypeError, OverflowError):
        return None
    aware = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0, min(int((aware - now).total_seconds()), LONGEST_WAIT))
