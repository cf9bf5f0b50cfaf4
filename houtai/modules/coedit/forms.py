"""Inviting a guest."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from houtai.modules.coedit.models import Guest

DAYS = [(days, ngettext_lazy("%(days)d day", "%(days)d days", "days") % {"days": days}) for days in (1, 7, 30, 90)]


class GuestForm(forms.ModelForm[Guest]):
    days = forms.TypedChoiceField(label=_("Good for"), choices=DAYS, coerce=int, initial=7)

    class Meta:
        model = Guest
        fields = ("name", "role")

    def invited(self, *, room: Any, by: Any, at: datetime) -> Guest:
        """The row, which nobody has let in yet."""
        guest: Guest = self.save(commit=False)
        guest.room, guest.inviter = room, by
        guest.expires = at + timedelta(days=self.cleaned_data["days"])
        guest.save()
        return guest
