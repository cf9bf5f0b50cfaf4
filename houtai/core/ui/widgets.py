"""Form fields that stay quick with thousands of choices."""

from __future__ import annotations

from typing import Any

from django.forms import Select
from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString


class LongSelect(Select):
    """A list to choose one from, without groups. Django runs a template for each choice: most of a page's time."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = set(self.format_value(value))
        head = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        options = "".join(option(str(key), label, str(key) in chosen) for key, label in self.choices)
        # All of it was escaped above.
        return SafeString(f"<select{head}>{options}</select>")


def option(key: str, label: Any, chosen: bool) -> str:
    return f'<option value="{escape(key)}"{" selected" * chosen}>{escape(label)}</option>'
