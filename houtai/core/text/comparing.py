"""How two versions of anything at the desk are compared, field by field: brought to Wagtail's registry."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db import models
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from taggit.managers import TaggableManager
from wagtail.admin import compare
from wagtail.fields import RichTextField

from houtai.core.text.difference import SAME, difference, folded
from houtai.core.text.likeness import ADDED, REMOVED, Parts, parts

MARKED = {SAME: "{}", ADDED: "<ins>{}</ins>", REMOVED: "<del>{}</del>"}


def marked(found: Parts) -> Any:
    """What was added and removed, by elements that say so without colour."""
    return format_html_join("", "{}", ((format_html(MARKED[kind], text),) for kind, text in found))


class Texts(compare.FieldComparison):
    def htmldiff(self) -> Any:
        return marked(parts(str(self.val_a or ""), str(self.val_b or "")))


class RichTexts(compare.FieldComparison):
    @cached_property
    def blocks(self) -> Any:
        return difference(self.val_a or "", self.val_b or "")

    def has_changed(self) -> bool:
        return any(block.kind != SAME for block in self.blocks)

    def htmldiff(self) -> Any:
        return render_to_string("text/difference.html", {"changes": folded(self.blocks)})


class Values(compare.FieldComparison):
    """From one to the other, as people say it."""

    def said(self, value: Any) -> str:
        if isinstance(value, datetime):
            return date_format(localtime(value), "DATETIME_FORMAT")
        if isinstance(value, date):
            return date_format(value, "DATE_FORMAT")
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        return "" if value is None else str(value)

    def htmldiff(self) -> Any:
        old, new = self.said(self.val_a), self.said(self.val_b)
        if old == new:
            return new
        gap = " → " if old and new else ""
        return marked([(kind, text) for kind, text in ((REMOVED, old), (SAME, gap), (ADDED, new)) if text])


class Named(Values):
    """What the field points to, by name."""

    @cached_property
    def names(self) -> dict[Any, str]:
        rows = self.field.related_model._base_manager.in_bulk([key for key in (self.val_a, self.val_b) if key])
        return {key: str(row) for key, row in rows.items()}

    def said(self, value: Any) -> str:
        return self.names.get(value, _("one that is gone")) if value else ""


class Tags(compare.FieldComparison):
    val_a: list[str]
    val_b: list[str]

    def __init__(self, field: Any, one: Any, other: Any) -> None:
        super().__init__(field, one, other)
        self.val_a, self.val_b = sorted(map(str, self.val_a)), sorted(map(str, self.val_b))

    def htmldiff(self) -> Any:
        kept = ((SAME if tag in self.val_b else REMOVED, tag) for tag in self.val_a)
        new = ((ADDED, tag) for tag in self.val_b if tag not in self.val_a)
        return format_html_join(_(", "), "{}", ((marked([one]),) for one in (*kept, *new)))


def install() -> None:
    for field, comparison in (
        (models.Field, Values),
        (models.CharField, Texts),
        (models.TextField, Texts),
        (RichTextField, RichTexts),
        (models.ManyToManyField, compare.M2MFieldComparison),
        (TaggableManager, Tags),
    ):
        compare.register_comparison_class(field, comparison_class=comparison)
    compare.register_comparison_class(models.ForeignKey, to=models.Model, comparison_class=Named)
