"""Which addresses are known, and where their players stand. `providers.json` is also what the editor goes by."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import get_language

from houtai.core.text.address import settle

TABLE = json.loads(Path(__file__).with_name("providers.json").read_text(encoding="utf-8"))
# What every frame says of itself. Some providers refuse to play where they are not told from which site.
FRAME: Mapping[str, str] = TABLE["frame"]
PROVIDERS: list[dict[str, Any]] = TABLE["providers"]
ORIGINS = sorted({"https://" + urlsplit(provider["player"]).netloc for provider in PROVIDERS})
KNOWN = [
    (re.compile(rf"https?://{pattern}(?=[/?&#]|$)", re.ASCII), provider)
    for provider in PROVIDERS
    for pattern in provider["known"]
]
HOST = re.compile(r"(?:https?:)?//[^/?#]*", re.IGNORECASE)
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Player:
    """page: the one address that is stored; source: of the player; shape: wide, tall, strip or box."""

    provider: Mapping[str, Any]
    page: str
    source: str

    @property
    def name(self) -> str:
        return str(self.provider.get((get_language() or "")[:2]) or self.provider["name"])

    @property
    def shape(self) -> str:
        return str(self.provider["shape"])


@lru_cache(maxsize=1024)
def player(address: str) -> Player | None:
    """What plays at an address: of a page, a short one, or of the player itself. None when no provider is known."""
    whole = settle(f"https:{address}" if address.startswith("//") else address) if len(address) <= LONGEST else ""
    whole = HOST.sub(lambda host: host[0].lower(), whole, count=1)
    for pattern, provider in KNOWN:
        if found := pattern.match(whole):
            page, source = (provider[name].format(*found.groups()) for name in ("page", "player"))
            return Player(provider, page, source)
    return None


def page(address: str) -> str:
    """The address under which a text keeps it, "" when no provider is known."""
    found = player(address)
    return found.page if found else ""
