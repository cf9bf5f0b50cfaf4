"""A stored text as it is shown elsewhere: in feeds, and by programs."""

from __future__ import annotations

import re

from wagtail.rich_text import expand_db_html

OURS = re.compile(r'((?:src|href)=")/(?!/)')
SETS = re.compile(r'(?<=srcset=")[^"]*')
IN_SET = re.compile(r"(^|, )/(?!/)")


def abroad(body: str, *, origin: str) -> str:
    """HTML with all addresses in full. origin: ours, such as https://news.example."""
    html = OURS.sub(rf"\g<1>{origin}/", expand_db_html(body))
    return SETS.sub(lambda found: IN_SET.sub(rf"\g<1>{origin}/", found[0]), html)
