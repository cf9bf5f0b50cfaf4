from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from houtai.modules.collect import client
from houtai.modules.collect.models import Source


class MoveForm(forms.Form):
    url = forms.URLField(label=_("Address"), max_length=2000, assume_scheme="https")

    def __init__(self, *args: Any, target: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["url"].initial = next(iter(target.offers), target.url)


class FollowForm(forms.Form):
    selector = forms.CharField(
        label=_("CSS selector of the links"), max_length=300, widget=forms.TextInput(attrs={"spellcheck": "false"})
    )

    def __init__(self, *args: Any, target: Source, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["selector"].initial = target.selector

    def clean_selector(self) -> str:
        selector: str = self.cleaned_data["selector"]
        if not client.is_selector(selector):
            raise forms.ValidationError(_("This is not a CSS selector. A usual one is: article h2 a"))
        return selector
