"""Exports that a spreadsheet reads as text, whatever a stranger wrote into a cell."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import UTC
from html import unescape
from typing import Any

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from wagtail.admin.views.mixins import Echo

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
MARK = "\ufeff"


def safe_cell(value: Any) -> Any:
    """The value, with an apostrophe before text that a spreadsheet would run as a formula.

    Numbers and truth values are left as they are: they cannot carry a formula. Spaces before the sign do not
    hide it. Control characters, which no spreadsheet file may hold, become a replacement sign.
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    text = UNPRINTABLE.sub("\ufffd", _plain(value))
    return f"'{text}" if text.startswith(SIGNS) or text.lstrip().startswith(SIGNS) else text


def _plain(value: Any) -> str:
    return unescape(strip_tags(value)).strip() if isinstance(value, SafeString) else str(value)


class SafeExport:
    """Exports the columns that a list shows. Mix it in before Wagtail's export."""

    shown: list[Any]
    export_filename = "houtai"

    @property
    def list_export(self) -> list[str]:
        return [column.name for column in self.shown]

    @property
    def _by_name(self) -> dict[str, Any]:
        return {column.name: column for column in self.shown}

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {column.name: column.get_value(item) for column in self.shown}

    def get_heading(self, queryset: Any, field: str) -> str:
        return str(safe_cell(str(self._by_name[field].label)))

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Times stay times in a workbook, which knows no zones, and are written with theirs in CSV."""
        if not hasattr(value, "isoformat"):
            return safe_cell(value)
        if export_format == "csv":
            return value.isoformat()
        return timezone.make_naive(value, UTC) if getattr(value, "tzinfo", None) else value

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """Every cell is quoted: a semicolon inside one begins no other. The mark tells Excel that it is UTF-8."""
        writer = csv.writer(Echo(), quoting=csv.QUOTE_ALL)
        yield MARK.encode()
        yield writer.writerow([self.get_heading(queryset, name) for name in self.list_export])
        rows = queryset.iterator(chunk_size=2000) if hasattr(queryset, "iterator") else queryset
        for item in rows:
            row = self.to_row_dict(item)
            yield writer.writerow([self.preprocess_field_value(name, value, "csv") for name, value in row.items()])
