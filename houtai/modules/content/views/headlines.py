"""The further headlines of an article, in its editor."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, InlinePanel

from houtai.modules.content.models.headline import MOST


class HeadlinesPanel(InlinePanel):
    """Up to four; a strategy finds out which of them readers open."""

    def __init__(self, **kwargs: Any) -> None:
        usual = {
            "relation_name": "headlines",
            "heading": _("Other headlines"),
            "label": pgettext_lazy("article", "headline"),
            "help_text": _(
                "Up to four besides the title, which all see until a test shows each to a part of the readers."
            ),
            "panels": [FieldPanel("text")],
            "max_num": MOST - 1,
        }
        super().__init__(**{**usual, **kwargs})

    @property
    def clean_name(self) -> str:
        return "headlines"
