"""What the actions of this part ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser

from houtai.core.workspaces.names import BadName, named


class SiteForm(forms.Form):
    """Gives the logo as its primary key, or None."""

    name = forms.CharField(label=_("Name"), max_length=100, required=False)
    tagline = forms.CharField(
        label=_("Tagline"),
        max_length=200,
        required=False,
        help_text=_("One sentence: on the front page, in the footer and for search engines."),
    )
    logo = forms.ModelChoiceField(
        label=_("Logo"),
        queryset=get_image_model().objects.all(),
        required=False,
        widget=AdminImageChooser,
        help_text=_("Shown instead of the name when it is wide, beside it when it is about square."),
    )
    footer = forms.CharField(
        label=_("Footer"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Plain text at the end of every public page. Addresses become links."),
    )
    icp = forms.CharField(
        label=_("ICP record"),
        max_length=60,
        required=False,
        help_text=_("For sites served from mainland China: the number, shown with its link to the ministry."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("As each reader's browser asks")), *settings.LANGUAGES],
        required=False,
        help_text=_("In which readers see menus, dates and messages."),
    )

    def __init__(self, *args: Any, target: Any, **kwargs: Any) -> None:
        said = {name: getattr(target, name) for name in self.base_fields}
        super().__init__(*args, initial=said, **kwargs)
        self.fields["name"].help_text = _("The workspace's name if empty.")

    def clean_name(self) -> str:
        try:
            return named(self.cleaned_data["name"]) if self.cleaned_data["name"] else ""
        except BadName as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def clean_logo(self) -> int | None:
        logo = self.cleaned_data["logo"]
        return logo.pk if logo else None
