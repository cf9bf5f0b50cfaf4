"""Judges web addresses as browsers do (WHATWG URL Standard): what looks odd to us may run for them."""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin, urlsplit

# Browsers cut these at both ends and drop tabs and line ends anywhere; other blanks stay part of the address.
EDGES = "".join(map(chr, range(0x21)))
DROPPED = dict.fromkeys(map(ord, "\t\n\r"))
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
WEB = re.compile(r"(https?):[/\\]*", re.IGNORECASE)
UNSAFE = re.compile(r"""[\s\x00-\x20"<>`{}|^\\\x7f-\xa0\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]""")
MAIL = re.compile(r"mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)
LONGEST = 4096
# Most addresses: in full, with nothing to settle.
SETTLED = re.compile(
    r"https?://[a-z0-9.-]*[a-z0-9](/[\w~%+,:@./-]*(\?[\w~%+,:@./=&-]+)?(#[\w~%+,:@./=&-]+)?)?", re.ASCII
)


def settle(value: str, *, base: str = "", mail: bool = False) -> str:
    """The address in full (against `base`, when there is one), or "" when it may not be linked to.

    Only http and https, and mailto where `mail` is true. Settling twice equals settling once.
    """
    if SETTLED.fullmatch(value) and len(value) <= LONGEST:
        return value
    value = value.strip(EDGES).translate(DROPPED)
    if not value or len(value) > LONGEST:
        return ""
    if mail and MAIL.match(value):
        return escape(value)
    if SCHEME.match(value) and not WEB.match(value):
        return ""
    return whole(escape(WEB.sub(lambda found: f"{found[1].lower()}://", value, count=1)), base=base)


def escape(value: str) -> str:
    """Backslashes are slashes to a browser up to the query; blanks and quotes are percent-encoded."""
    path, mark, rest = value.partition("?")
    return UNSAFE.sub(lambda found: quote(found[0]), path.replace("\\", "/") + mark + rest)


def whole(value: str, *, base: str) -> str:
    try:
        joined = urljoin(base, value) if base else value
        parts = urlsplit(joined)
        parts.port  # noqa: B018  # reading it is what finds a port that is no number
    except ValueError:
        return ""
    relative = not parts.scheme and not base
    return joined if relative or (parts.scheme in ("http", "https") and parts.hostname) else ""
