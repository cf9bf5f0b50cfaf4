"""Form fields that stay quick with thousands of choices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import ModelChoiceField, Select
from django.forms.utils import flatatt
from django.http import Http404, HttpResponse
from django.utils.html import escape
from django.utils.safestring import SafeString


class LongSelect(Select):
    """A list of rows to choose one from. It holds what is chosen; the rest comes when somebody sees it (its island)."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        own = {**(attrs or {}), "name": name, "data-controller": "choices"}
        options = written([("", self.empty), *self.chosen(value)], chosen=set(self.format_value(value)))
        # All of it was escaped.
        return SafeString(f"<select{flatatt(self.build_attrs(self.attrs, own))}>{options}</select>")

    @property
    def field(self) -> ModelChoiceField:
        field: ModelChoiceField = self.choices.field
        return field

    @property
    def empty(self) -> Any:
        return self.field.empty_label or ""

    def chosen(self, value: Any) -> list[tuple[Any, Any]]:
        try:
            row = self.field.to_python(value)
        except ValidationError:
            return []
        return [(self.field.prepare_value(row), self.field.label_from_instance(row))] if row else []


def choices_of(form: Any, name: str) -> HttpResponse:
    """All options of a long list in a form, as HTML. Raises Http404 when there is none of this name."""
    field = form.fields.get(name) if form else None
    if field is None or not isinstance(field.widget, LongSelect):
        raise Http404
    return HttpResponse(written(field.widget.choices))


def written(choices: Iterable[tuple[Any, Any]], *, chosen: Iterable[str] = ()) -> SafeString:
    return SafeString("".join(option(str(key), label, str(key) in chosen) for key, label in choices))  # Escaped there.


def option(key: str, label: Any, chosen: bool) -> str:
    return f'<option value="{escape(key)}"{" selected" * chosen}>{escape(label)}</option>'
