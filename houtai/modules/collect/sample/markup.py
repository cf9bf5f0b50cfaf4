"""Sample pieces as a browser and a feed reader would get them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape

from houtai.modules.collect.sample.plan import Outlet, Piece

WORKDAY = timedelta(hours=10)


def page(piece: Piece, *, pictures: str, day: datetime) -> str:
    """The page of one piece, with what surrounds articles on the web; `pictures` begins its pictures' addresses."""
    text, outlet = piece.text, piece.outlet
    return f"""<!doctype html>
<html lang="{outlet.language}">
<head>
<meta charset="{outlet.charset}">
<title>{escape(text.title)} | {escape(outlet.name)}</title>
<meta property="og:title" content="{escape(text.title)}">
<meta property="og:site_name" content="{escape(outlet.name)}">
<meta property="article:published_time" content="{moment(piece, day).isoformat()}">
{author_tag(piece)}{picture_tag(piece, pictures)}
</head>
<body>
<header><nav><a href="/">{escape(outlet.name)}</a> <a href="{outlet.feed}">RSS</a></nav></header>
<main><article><h1>{escape(text.title)}</h1>
{picture(piece, pictures)}{body(piece)}
</article></main>
<footer><p>{escape(outlet.name)}</p></footer>
</body>
</html>
"""


def moment(piece: Piece, day: datetime) -> datetime:
    return (day + piece.due * WORKDAY).replace(microsecond=0)


def author_tag(piece: Piece) -> str:
    if piece.broken or not piece.text.author:
        return ""
    return f'<meta name="author" content="{escape(piece.text.author)}">\n'


def picture_tag(piece: Piece, pictures: str) -> str:
    return f'<meta property="og:image" content="{pictures}/picture/{piece.picture}.png">' if piece.picture else ""


def picture(piece: Piece, pictures: str) -> str:
    if not piece.picture:
        return ""
    caption = escape(piece.text.caption)
    source = f'<img src="{pictures}/picture/{piece.picture}.png" alt="{caption}" width="960" height="540">'
    return f"<figure>{source}<figcaption>{caption}</figcaption></figure>\n"


def body(piece: Piece) -> str:
    """A sloppy piece leaves its paragraphs open and drags styles along."""
    text = piece.text
    lines = []
    for number, paragraph in enumerate(text.paragraphs):
        if number in text.heads:
            lines.append(f"<h2>{escape(text.heads[number])}</h2>")
        said = escape(text.glue.join(paragraph))
        lines.append(f"<p style='mso-pagination:none'><font color=red>{said}" if piece.broken else f"<p>{said}</p>")
    return "\n".join(lines)


def feed(outlet: Outlet, pieces: Iterable[Piece], *, base: str, day: datetime) -> str:
    """RSS or Atom with these pieces, in the order in which they were published."""
    write = rss_item if outlet.form == "rss" else atom_entry
    items = "\n".join(write(piece, base=base, at=moment(piece, day)) for piece in pieces)
    name, home = escape(outlet.name), f"{base}/{outlet.slug}/"
    if outlet.form == "rss":
        head = f"<title>{name}</title><link>{home}</link><language>{outlet.language}</language>"
        return (
            f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>{head}\n{items}\n</channel></rss>\n'
        )
    head = f'<title>{name}</title><link href="{home}"/><id>{home}</id><updated>{day.isoformat()}</updated>'
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">{head}\n{items}\n</feed>\n'
    )


def rss_item(piece: Piece, *, base: str, at: datetime) -> str:
    title, link = escape(piece.text.title), f"{base}{piece.path}"
    return (
        f"<item><title>{title}</title><link>{link}</link><guid isPermaLink='false'>sample:{piece.path}</guid>"
        f"<pubDate>{format_datetime(at)}</pubDate><category>{escape(piece.text.topic)}</category>"
        f"<description>{escape(summary(piece))}</description></item>"
    )


def atom_entry(piece: Piece, *, base: str, at: datetime) -> str:
    title, link = escape(piece.text.title), f"{base}{piece.path}"
    return (
        f'<entry><title>{title}</title><link href="{link}"/><id>sample:{piece.path}</id>'
        f'<updated>{at.isoformat()}</updated><category term="{escape(piece.text.topic)}"/>'
        f"<summary>{escape(summary(piece))}</summary></entry>"
    )


def summary(piece: Piece) -> str:
    return "" if piece.truth.kind == "empty" else piece.text.paragraphs[0][0]
