"""A text's embeds as readers get them: players on pages, links where frames are not to be counted on."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.rich_text import EmbedHandler

from houtai.core.text.address import settle
from houtai.core.text.embeds.providers import FRAME, Player, player

EMBED = re.compile(r"<embed\b([^>]*)>")
URL = re.compile(r'\burl="([^"]*)"')


class Embeds(EmbedHandler):
    """Wagtail's own asks the provider for markup and shows that; we know where the players are."""

    identifier = "media"

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, Any]) -> str:
        return frame(attrs.get("url", ""))


def frame(url: str) -> SafeString:
    """The player with a link below it; a link alone where no provider is known."""
    found = player(url)
    if found is None:
        return link(url)
    told = {"src": found.source, "title": title(found), "loading": "lazy", "allowfullscreen": True, **FRAME}
    return format_html(
        '<div class="player player--{}"><iframe{}></iframe>{}</div>', found.shape, flatatt(told), link(url)
    )


def title(found: Player) -> str:
    return _("Player of %(name)s") % {"name": found.name}


def link(url: str) -> SafeString:
    found = player(url)
    there, said = (found.page, f"{found.name}: {found.page}") if found else (settle(url), settle(url))
    return format_html('<p><a href="{}" rel="nofollow noopener">{}</a></p>', there, said) if there else SafeString()


def framed(html: str) -> str:
    """Clean HTML with its players."""
    return EMBED.sub(lambda found: media(found, frame), html)


def linked(html: str) -> str:
    """Clean HTML with links for its players: feed readers drop frames without a word, and have none of our styles."""
    return EMBED.sub(lambda found: media(found, link), html)


def media(found: re.Match[str], shown: Any) -> str:
    url = URL.search(found[1])
    return shown(unescape(url[1])) if url and 'embedtype="media"' in found[1] else found[0]
