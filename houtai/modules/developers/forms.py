"""What is asked for a key and for a webhook."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces.outside.guard import NotAdmitted, origin_of
from houtai.modules.developers.models import Webhook

EVENTS = [("published", _("Published")), ("updated", _("Updated")), ("withdrawn", _("Withdrawn"))]
DAYS = [(days, ngettext_lazy("%(days)d day", "%(days)d days", "days") % {"days": days}) for days in (30, 90, 365)]


class KeyForm(forms.Form):
    name = forms.CharField(
        label=_("What it is for"),
        max_length=100,
        help_text=_("For example the app or the site that uses it, so that you know later which key to revoke."),
    )
    may = forms.ChoiceField(
        label=_("It may"),
        choices=[("read", _("read only")), ("write", _("read and write"))],
        initial="read",
        widget=forms.RadioSelect,
    )
    days = forms.TypedChoiceField(
        label=_("Good for"), choices=[*DAYS, (0, _("ever, until it is revoked"))], coerce=int, initial=90
    )

    def inputs(self, *, at: datetime) -> dict[str, Any]:
        """As the action takes them."""
        cleaned = self.cleaned_data
        expires = at + timedelta(days=cleaned["days"]) if cleaned["days"] else None
        return {"name": cleaned["name"], "writes": cleaned["may"] == "write", "expires": expires}


class WebhookForm(forms.ModelForm):
    url = forms.URLField(
        label=_("Address"),
        max_length=1000,
        assume_scheme="https",
        help_text=_("Public and https. It is sent a POST with JSON, signed."),
    )
    events = forms.MultipleChoiceField(
        label=_("When something that readers see is"),
        choices=EVENTS,
        initial=["published", "updated", "withdrawn"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    decisions = forms.MultipleChoiceField(
        label=_("And when this is decided"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("As far as you see it yourself. Hold Ctrl or ⌘ to choose several."),
    )

    class Meta:
        model = Webhook
        fields = ("name", "url", "events", "decisions")
        labels = {"name": _("Name")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decisions"].choices = [
            (word.name, f"{word.label} ({word.name})") for _module, word in catalog.here("actions")
        ]

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        try:
            origin_of(url)
        except NotAdmitted as error:
            raise forms.ValidationError(
                _("Nothing can be sent there: only public https addresses without a password, on the usual ports.")
            ) from error
        return url

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("events") and not cleaned.get("decisions"):
            self.add_error("events", _("Choose what it is to be told."))
        return cleaned
