"""What is asked for when many articles are changed at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from taggit.utils import parse_tags

from houtai.modules.content.models import Column

LONGEST_TAG = 100
WHEN = {"widget": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")}


class PlaceForm(forms.Form):
    """Gives the column's address."""

    column = forms.ModelChoiceField(Column.objects.none(), label=_("Column"))

    def __init__(self, *args: Any, for_user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["column"].queryset = Column.objects.worked_on_by(for_user)

    def clean_column(self) -> str:
        return str(self.cleaned_data["column"].slug)


class TagForm(forms.Form):
    """Gives lists of names."""

    add = forms.CharField(
        label=_("Tags to add"), required=False, max_length=500, help_text=_("Several with commas between them.")
    )
    remove = forms.CharField(label=_("Tags to remove"), required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        told = {name: parse_tags(value) for name, value in self.cleaned_data.items()}
        if any(len(tag) > LONGEST_TAG for names in told.values() for tag in names):
            raise forms.ValidationError(_("A tag has at most 100 characters."))
        if not (any(told.values()) or self.errors):
            raise forms.ValidationError(_("Write a tag to add or to remove."))
        return told


class ScheduleForm(forms.Form):
    """Gives times as ISO 8601 has them, in the zone of who asks."""

    go_live = forms.DateTimeField(label=_("Goes live"), **WHEN)
    expire = forms.DateTimeField(label=_("Taken down again"), required=False, **WHEN)

    def clean_go_live(self) -> str:
        begins: datetime = self.cleaned_data["go_live"]
        if begins <= now():
            raise forms.ValidationError(_("This time has passed."))
        return begins.isoformat()

    def clean_expire(self) -> str:
        ends: datetime | None = self.cleaned_data["expire"]
        begins = self.cleaned_data.get("go_live")
        if ends and begins and ends <= datetime.fromisoformat(begins):
            raise forms.ValidationError(_("It would end before it begins."))
        return ends.isoformat() if ends else ""
