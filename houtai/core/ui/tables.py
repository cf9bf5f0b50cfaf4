"""Columns and tables of the desk. Each cell knows its heading, so that a phone can stack a row as a card."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.formats import date_format, localize
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.timezone import template_localtime
from wagtail.admin.ui import tables as wagtail_tables

from houtai.core.ui import figures
from houtai.core.ui.components import badge, when

PLAIN = "wagtailadmin/tables/cell.html"
BLANK = re.compile(r"\s*<td[^>]*>\s*</td>\s*")


class LabelledCell:
    """A cell of any kind of column, with its heading in `data-label`; `data-blank` where there is nothing in it."""

    def __init__(self, column: Any, instance: Any) -> None:
        self.column = column
        self.instance = instance

    def render_html(self, parent_context: Any) -> SafeString:
        if self.column.cell_template_name == PLAIN:
            return self.plain(parent_context)
        html = str(self.column.render_cell_html(self.instance, parent_context))
        blank = " data-blank" if BLANK.fullmatch(html) else ""
        # The cell came out of a template, already escaped; the only thing added is escaped here.
        return SafeString(html.replace("<td", f'<td data-label="{escape(self.column.label)}"{blank}', 1))

    def plain(self, parent_context: Any) -> SafeString:
        """As Wagtail's template for a value has it, which for each cell would take most of a page's time."""
        value = self.column.get_cell_context_data(self.instance, parent_context)["value"]
        text = "" if value is None else conditional_escape(localize(template_localtime(value)))
        blank = "" if text.strip() else " data-blank"
        named = f' class="{escape(self.column.classname)}"' if self.column.classname else ""
        return SafeString(f'<td data-label="{escape(self.column.label)}"{blank}{named}>{text}</td>')  # Escaped above.


class Table(wagtail_tables.Table):
    class Row(wagtail_tables.Table.Row):
        def __getitem__(self, key: str) -> LabelledCell:
            return LabelledCell(self.columns[key], self.instance)

    @property
    def rows(self) -> Iterator[Any]:
        for index, instance in enumerate(self.data):
            yield self.Row(self, instance, index)


class Choosing(wagtail_tables.BaseColumn):
    """A box in each row, for what is done to several at once."""

    header_template_name = "ui/choose_all.html"
    cell_template_name = "ui/choose.html"


class Written(wagtail_tables.Column):
    """A column whose value is written by a function. The raw value is what is exported."""

    def __init__(self, name: str, *, write: Callable[[Any], Any], **options: Any) -> None:
        super().__init__(name, **options)
        self.write = write

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        raw = context["raw_value"]
        context["value"] = "" if raw is None else self.write(raw)
        return context


class Number(Written):
    def __init__(self, name: str, *, unit: Any = "", **options: Any) -> None:
        super().__init__(name, write=lambda value: figures.number(value, unit), classname="h-number", **options)


class Duration(Written):
    """Seconds."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, write=figures.duration, classname="h-number", **options)


class Money(Written):
    """Minor units of one currency."""

    def __init__(self, name: str, *, currency: str, **options: Any) -> None:
        super().__init__(name, write=lambda value: figures.money(value, currency), classname="h-number", **options)


class Percent(Written):
    """A share of one."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, write=figures.percent, classname="h-number", **options)


class When(Written):
    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, write=when, **options)


class Day(Written):
    """A date without a time."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, write=lambda value: date_format(value, "DATE_FORMAT"), **options)


class Badge(Written):
    """`tones` gives a tone (good, bad, warn, info, plain) for a raw value; `labels` its words."""

    def __init__(self, name: str, *, tones: dict[Any, str], labels: dict[Any, Any], **options: Any) -> None:
        super().__init__(name, write=lambda raw: badge(labels.get(raw, raw), tones.get(raw, "plain")), **options)
