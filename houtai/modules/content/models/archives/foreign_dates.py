"""Dates as other programs write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime

from houtai.modules.content.models.archives.fields import is_usable


def moment(said: Any) -> datetime | None:
    """In UTC where no zone is named; None for what is no date."""
    if isinstance(said, str):
        said = parsed(said.strip())
    if isinstance(said, date) and not isinstance(said, datetime):
        said = datetime.combine(said, time(), UTC)
    if not isinstance(said, datetime) or not is_usable(said):
        return None
    return said if said.tzinfo else said.replace(tzinfo=UTC)


def parsed(text: str) -> datetime | date | None:
    """Jekyll puts a blank before the zone."""
    try:
        return parse_datetime(text.replace(" +", "+").replace(" -", "-")) or parse_date(text)
    except ValueError:
        return None
