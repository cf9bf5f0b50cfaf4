"""What a browser says of itself: which kind of device it is, and whether it is a bot. After the list of "isbot"."""

from __future__ import annotations

import re
from functools import lru_cache

BOT = re.compile(
    r"bot\b|bot[/;_\-]|crawl|spider|slurp|headless|phantomjs|selenium|puppeteer|playwright|lighthouse|pagespeed|pingdom|"
    r"uptime|monitor|preview|fetch|archiver|scrap|validator|facebookexternalhit|embedly|feed|rss|"
    r"^(curl|wget|python|go-http|java|okhttp|libwww|lwp|perl|ruby|php|node|axios|undici|apache-httpclient|http)",
    re.IGNORECASE,
)
TABLET = re.compile(r"ipad|tablet|kindle|silk/|playbook|(android(?!.*mobile))", re.IGNORECASE)
PHONE = re.compile(r"iphone|ipod|mobile|android|windows phone|harmonyos", re.IGNORECASE)


@lru_cache(10_000)
def device_of(agent: str) -> str:
    """phone, tablet, desktop, or "" when nothing is said."""
    if not agent:
        return ""
    if TABLET.search(agent):
        return "tablet"
    return "phone" if PHONE.search(agent) else "desktop"


@lru_cache(10_000)
def is_bot(agent: str) -> bool:
    return not agent or BOT.search(agent) is not None
