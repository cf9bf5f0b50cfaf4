"""A stored text as it is shown elsewhere: in feeds, and by programs."""

from __future__ import annotations

import re

from wagtail.rich_text import expand_db_html

from houtai.core.text.embeds.shown import linked

OURS = re.compile(r'((?:src|href)=")/(?!/)')
SETS = re.compile(r'(?<=srcset=")[^"]*')
IN_SET = re.compile(r"(^|, )/(?!/)")


def abroad(body: str, *, origin: str) -> str:
    """HTML with all addresses in full, and links for its players. origin: ours, such as https://news.example."""
    html = OURS.sub(rf"\g<1>{origin}/", expand_db_html(linked(body)))
    return SETS.sub(lambda found: IN_SET.sub(rf"\g<1>{origin}/", found[0]), html)
