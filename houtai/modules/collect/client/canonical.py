"""One address for one thing, so that the same article is known again under another spelling."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode

# Says where a reader came from, never what the page is.
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|yclid|msclkid|igshid|mc_[ce]id|spm|scm|_hsenc|_hsmi|mkt_tok|ref_src|share_token"
    r"|wt\.mc_id|at_(medium|campaign)|cmpid|ito|ncid|sr_share|vero_id|wickedid",
    re.IGNORECASE,
)


def canonical(url: str) -> str:
    """The address without tracking, fragment, default port and final slash; as given when it cannot be parsed."""
    import httpx  # It loads slowly, and a start need not wait for it.

    try:
        parsed = httpx.URL(url.strip())
        kept = [pair for pair in parse_qsl(parsed.query.decode(), keep_blank_values=True) if not tracks(pair[0])]
        path = parsed.raw_path.partition(b"?")[0].decode()
    except (httpx.InvalidURL, ValueError):
        return url.strip()
    if parsed.scheme not in ("http", "https"):
        return url.strip()
    query = f"?{urlencode(kept)}" if kept else ""
    return f"{parsed.scheme}://{parsed.netloc.decode()}{path.rstrip('/')}{query}"


def tracks(name: str) -> bool:
    return TRACKING.fullmatch(name) is not None
