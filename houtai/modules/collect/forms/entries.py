from __future__ import annotations

from typing import Any

from django import forms

from houtai.modules.collect.models import Source


class EntryForm(forms.Form):
    """Which entry of the source, by its key."""

    entry = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, target: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
