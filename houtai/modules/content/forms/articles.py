"""The editor's form, and what actions ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from houtai.modules.content.models import Column, Topic
from houtai.modules.content.models.export import Form
from houtai.modules.content.models.headline import same
from houtai.modules.content.models.working import writers

MOST_UPLOADED = 2**30
SAID = {"headlines-TOTAL_FORMS": "0", "headlines-INITIAL_FORMS": "0"}


class ArticleForm(WagtailAdminModelForm):
    """Offers only the columns that this person works on, so that nobody writes into another desk's column."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        self.silent = data is not None and any(name not in data for name in SAID)
        if self.silent:
            data = data.copy()
            data.update(SAID)
        super().__init__(data, *args, **kwargs)
        if "column" in self.fields and self.for_user:
            self.fields["column"].queryset = Column.objects.worked_on_by(self.for_user)
        if "body" in self.fields:
            body = self.fields["body"]
            body.widget.edits(
                self.instance, "body", user=self.for_user, label=body.label, links=reverse("content.linkable")
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("series") and cleaned.get("number") is None and "number" in self.fields:
            cleaned["number"] = cleaned["series"].next_number
        self.clean_headlines()
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """A page that was opened before there were further headlines says nothing of them, and changes none."""
        if self.silent:
            self.formsets.pop("headlines", None)
        if "body" in self.fields:
            self.instance.body = self.fields["body"].widget.taken(self.instance.body)
        return super().save(commit)

    def clean_headlines(self) -> None:
        """No two alike. Each form of the list says it where it stands."""
        formset = self.formsets.get("headlines")
        seen: set[str] = set()
        for form in formset.forms if formset and formset.is_valid() else ():
            text = same(form.cleaned_data.get("text", ""))
            if form in formset.deleted_forms or not text:
                continue
            if text in seen:
                form.add_error("text", _("This headline stands here twice."))
            seen.add(text)

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


class RejectForm(forms.Form):
    comment = forms.CharField(
        label=_("What is to be changed"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, target: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class AssignForm(forms.Form):
    """Gives `to` as a primary key and `due` as text, or None."""

    nobody = _("Nobody")
    to = forms.TypedChoiceField(label=_("Assigned to"), coerce=int, empty_value=None, required=False)
    due = forms.DateField(
        label=pgettext_lazy("article", "Due"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, target: Any = None, **kwargs: Any) -> None:
        if target:
            kwargs["initial"] = {"to": target.assignee_id, "due": target.due and target.due.isoformat()}
        super().__init__(*args, **kwargs)
        people = target.workers() if target else writers()
        self.fields["to"].choices = [("", self.nobody), *((user.pk, str(user)) for user in people)]

    def clean_due(self) -> str | None:
        due = self.cleaned_data["due"]
        return due.isoformat() if due else None


class AssignManyForm(AssignForm):
    """For many articles: what is left empty stays as it is."""

    nobody = _("As it is")

    def clean(self) -> dict[str, Any]:
        told = {name: value for name, value in self.cleaned_data.items() if value is not None}
        if not (told or self.errors):
            raise forms.ValidationError(_("Choose a person or a day."))
        return told


class HeadlineForm(forms.Form):
    arm = forms.ChoiceField(label=pgettext_lazy("article", "Headline"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, target: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["arm"].choices = [(text, text) for text in target.headlines_now()]
        self.fields["arm"].initial = target.headline or target.title


class MergeTagForm(forms.Form):
    into = forms.CharField(label=_("The other tag"), max_length=100, help_text=_("Its name, as the list has it."))

    def __init__(self, *args: Any, target: Topic | None = None, **kwargs: Any) -> None:
        """target: None for several at once; one that is the other tag itself is refused when its turn comes."""
        super().__init__(*args, **kwargs)
        self.target = target

    def clean_into(self) -> int:
        others = Topic.objects.filter(into=None).exclude(pk=self.target.pk if self.target else None)
        found = others.filter(tag__name__iexact=self.cleaned_data["into"].strip()).first()
        if found is None:
            raise forms.ValidationError(_("There is no such tag to merge into."))
        return int(found.pk)


class ExportForm(forms.Form):
    form = forms.ChoiceField(label=_("Format"), choices=Form.choices, initial=Form.MARKDOWN, widget=forms.RadioSelect)


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("An archive that was exported here or elsewhere, a zip of Markdown files, or one .md file."),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,.md,.markdown"}),
    )
    publish = forms.BooleanField(
        label=_("Publish what is public in the file"),
        required=False,
        help_text=_("Otherwise everything comes as drafts."),
    )

    def __init__(self, *args: Any, for_user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not for_user.has_perm("content.publish_article"):
            del self.fields["publish"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_UPLOADED:
            raise forms.ValidationError(_("A file has at most 1 GB. Split it, or ask for an import by command line."))
        return file
