"""How figures are written for people, in the language of the page."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_timedelta
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_precision
from django.utils import formats, timezone
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

MINUTE, HOUR, DAY = 60, 3600, 86400


def locale() -> Locale:
    """Babel's locale for the active language; English where Babel has none."""
    try:
        return Locale.parse(to_locale(get_language() or "en"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def duration(seconds: float) -> str:
    """Seconds in their two largest units: 3 min 20 s."""
    sign = "−" if seconds < 0 else ""
    size = abs(seconds)
    return sign + (_short(size) if size < MINUTE else _long(round(size)))


def _short(seconds: float) -> str:
    digits = 1 if 0 < seconds < 10 and round(seconds, 1) != round(seconds) else 0
    return _("%(seconds)s s") % {"seconds": number(round(seconds, digits))}


def _long(seconds: int) -> str:
    if seconds < HOUR:
        minutes, rest = divmod(seconds, MINUTE)
        return _pair(
            _("%(minutes)s min") % {"minutes": minutes}, _("%(seconds)s s") % {"seconds": rest} if rest else ""
        )
    if seconds < DAY:
        hours, rest = divmod(seconds // MINUTE, 60)
        return _pair(_("%(hours)s h") % {"hours": hours}, _("%(minutes)s min") % {"minutes": rest} if rest else "")
    days, rest = divmod(seconds // HOUR, 24)
    return _pair(_("%(days)s d") % {"days": number(days)}, _("%(hours)s h") % {"hours": rest} if rest else "")


def _pair(large: str, small: str) -> str:
    return f"{large} {small}".rstrip()


def number(value: float | Decimal, unit: Any = "") -> str:
    """With thousands separators and at most two decimals."""
    text = format_decimal(value, format="#,##0.##", locale=locale())
    return f"{text} {unit}" if unit else str(text)


def money(amount: int, currency: str) -> str:
    """An amount in minor units (fen, cents; whole yen), written with its symbol."""
    value = Decimal(amount).scaleb(-get_currency_precision(currency))
    return str(format_currency(value, currency, locale=locale()))


def percent(share: float) -> str:
    """A share of one, with at most one decimal: 0.256 is 25.6 %."""
    return str(
        format_percent(share, format=locale().percent_formats[None].pattern.replace("0%", "0.#%"), locale=locale())
    )


def ago(moment: datetime, *, now: datetime) -> str:
    """Three minutes ago, or in three minutes."""
    distance: timedelta = moment - now
    return str(format_timedelta(distance, add_direction=True, locale=locale()))


def at(moment: datetime) -> str:
    """Date and time in the reader's time zone."""
    return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")
