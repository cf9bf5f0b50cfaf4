"""The editor's form, and what actions ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from houtai.modules.content.models import Column, Topic


class ArticleForm(WagtailAdminModelForm):
    """Offers only the columns that this person works on, so that nobody writes into another desk's column."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "column" in self.fields and self.for_user:
            self.fields["column"].queryset = Column.objects.worked_on_by(self.for_user)
        if "body" in self.fields:
            body = self.fields["body"]
            body.widget.edits(self.instance, "body", user=self.for_user, label=body.label)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("series") and cleaned.get("number") is None and "number" in self.fields:
            cleaned["number"] = cleaned["series"].next_number
        return cleaned

    def clean_body(self) -> str:
        """Raises ValidationError when something of the text did not arrive."""
        self.fields["body"].widget.check()
        return str(self.cleaned_data["body"])


class CorrectionForm(forms.Form):
    text = forms.CharField(label=_("Correction"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, target: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class WithdrawalForm(forms.Form):
    correction = forms.TypedChoiceField(label=_("Correction"), coerce=int)

    def __init__(self, *args: Any, target: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = target.corrections.standing()
        self.fields["correction"].choices = [(told.pk, Truncator(told.text).chars(80)) for told in standing]


class MergeTagForm(forms.Form):
    into = forms.CharField(label=_("The other tag"), max_length=100, help_text=_("Its name, as the list has it."))

    def __init__(self, *args: Any, target: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target = target

    def clean_into(self) -> int:
        others = Topic.objects.filter(into=None).exclude(pk=self.target.pk)
        found = others.filter(tag__name__iexact=self.cleaned_data["into"].strip()).first()
        if found is None:
            raise forms.ValidationError(_("There is no such tag to merge into."))
        return int(found.pk)
