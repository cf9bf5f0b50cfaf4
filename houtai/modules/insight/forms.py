from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DAY = {"type": "date"}
# What a date field of a browser understands, in every language.
ISO = "%Y-%m-%d"


class DatesForm(forms.Form):
    start = forms.DateField(label=_("From"), widget=forms.DateInput(attrs=DAY, format=ISO))
    end = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs=DAY, format=ISO))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("start") and data.get("end") and data["start"] > data["end"]:
            self.add_error("end", _("This is before the first day."))
        if data.get("start") and data["start"] < date(2000, 1, 1):
            self.add_error("start", _("There are no events from then."))
        return data
