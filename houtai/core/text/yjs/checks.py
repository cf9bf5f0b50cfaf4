"""What the value of an attribute may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from houtai.core.text.address import settle
from houtai.core.text.embeds import page
from houtai.core.text.schema import ANYTHING, KEY

Check = Callable[[Any], bool]


def matches(pattern: re.Pattern[str], longest: int = 4096) -> Check:
    return lambda value: isinstance(value, str) and len(value) <= longest and bool(pattern.fullmatch(value))


def whole(low: int, high: int) -> Check:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def one_of(*values: str) -> Check:
    return lambda value: isinstance(value, str) and value in values


def either(*checks: Check) -> Check:
    return lambda value: any(check(value) for check in checks)


def web(value: Any) -> bool:
    return isinstance(value, str) and (not value or bool(settle(value)))


def played(value: Any) -> bool:
    return isinstance(value, str) and (not value or page(value) == value)


def linked(value: Any) -> bool:
    return isinstance(value, str) and (not value or bool(settle(value, mail=True)))


def widths(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= 999 and all(map(whole(0, 99999), value))


WORDS = matches(ANYTHING)
NAME = matches(KEY)
NUMBER = whole(0, 99999)
# A library may have more pictures than a page has lines; browsers know whole numbers up to 2^53.
REFERENCE = either(whole(1, 10**15 - 1), matches(re.compile(r"[1-9]\d{0,14}")))
TIME = matches(re.compile(r"[\d:.TZ+-]{10,40}"))
EMPTY = one_of("")
SPAN = whole(1, 999)
ALIGN = one_of("center", "right")


def valid(name: str, value: Any, rules: Mapping[str, Check]) -> bool:
    """Whether a node or mark with these rules may carry the value under that name. None says nothing."""
    return name in rules and (value is None or rules[name](value))
