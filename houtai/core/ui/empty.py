from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Empty:
    """What an empty page says: what is missing, and what to do next."""

    title: Any
    text: Any = ""
    url: Any = ""
    label: Any = ""
    icon: str = ""
