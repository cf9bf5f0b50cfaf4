"""Wagtail starts its choosers (images, documents, snippets, tasks) by inline scripts, which our policy refuses.

Here they leave a mark instead, as the date inputs do, and `starts.js` makes the call.
"""

from __future__ import annotations

import json
import re
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.widgets.chooser import BaseChooser

CALL = re.compile(r"(?:new )?(\w+)\((.*)\);?", re.DOTALL)


class UnknownStart(ValueError):
    """A chooser wants more than one call to start."""


def render(self: Any, name: str, value: Any, attrs: dict[str, Any], renderer: Any = None) -> SafeString:
    data = self.get_value_data(value)
    call = CALL.fullmatch(self.render_js_init(attrs["id"], name, data))
    if call is None:
        raise UnknownStart(type(self).__name__)
    config = json.dumps({"name": call[1], "arguments": json.loads(f"[{call[2]}]")})
    mark = '{}<span hidden data-start="chooser" data-config="{}"></span>'
    return format_html(mark, self.render_html(name, data, attrs), config)


def install() -> None:
    BaseChooser.render = render
