from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from houtai.modules.collect.forms.addresses import spellings, web_address
from houtai.modules.collect.forms.columns import ColumnField
from houtai.modules.collect.models import Source
from houtai.modules.collect.models.labels import LANGUAGES

WEEK = 7 * 24 * 60


class SourceForm(forms.ModelForm):
    """user: whoever fills it in."""

    url = forms.URLField(
        label=_("Address"),
        max_length=2000,
        assume_scheme="https",
        help_text=_(
            "Of a feed (RSS, Atom, JSON Feed), a sitemap or a page. Of a page you choose next: a feed that it names, "
            "or the links on it."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("Recognise it in each text")), *LANGUAGES]
    )

    class Meta:
        model = Source
        fields = ["name", "url", "tags", "language", "soonest", "latest"]

    field_order = ("name", "url", "column")
    column = ColumnField()
    soonest = forms.IntegerField(
        label=_("Shortest time between two looks, in minutes"),
        min_value=5,
        max_value=WEEK,
        initial=15,
        help_text=_("A source that brings much is looked at more often, one that brings little more seldom."),
    )
    latest = forms.IntegerField(
        label=_("Longest time between two looks, in minutes"),
        min_value=5,
        max_value=WEEK,
        initial=24 * 60,
        help_text=_("Give the same number twice for a fixed rhythm."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["column"].offer(self.instance, user=user)
        self.initial["column"] = self.fields["column"].initial

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean()
        if (told.get("soonest") or 0) > (told.get("latest") or WEEK):
            self.add_error("latest", _("It must not be smaller than the number above."))
        return told

    def clean_url(self) -> str:
        url = web_address(self.cleaned_data["url"])
        if Source.objects.exclude(pk=self.instance.pk).filter(url__in=spellings(url)).exists():
            raise forms.ValidationError(_("There is already a source with this address."))
        return url

    def save_and_look(self, *, at: datetime, by: Any = None) -> Source:
        """Keep the source, made by this user if it is new; have a worker look at it when it is new or has moved."""
        moved = "url" in self.changed_data
        with transaction.atomic():
            if moved:
                self.instance.forget()
            self.instance.within_bounds()
            if self.instance.pk is None:
                self.instance.made_by = by
            source: Source = self.save()
            self.fields["column"].send(source, self.cleaned_data["column"])
            if moved and source.state == "active":
                source.look_now(at=at)
        return source
