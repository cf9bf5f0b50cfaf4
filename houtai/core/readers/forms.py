from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from houtai.core.readers.conditions import BadCondition, Evaluation, parse
from houtai.core.readers.conditions.nodes import leaves
from houtai.core.readers.models import Audience, Channel, Reader, Tag


class GiveTagForm(forms.Form):
    tag = forms.ModelChoiceField(queryset=Tag.objects.all(), to_field_name="name", label=_("Tag"))

    def __init__(self, *args: Any, target: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["tag"]
        field.queryset = self.offered(target)

    def offered(self, target: Reader) -> Any:
        return Tag.objects.exclude(readers__reader=target)

    def clean_tag(self) -> str:
        return str(self.cleaned_data["tag"])


class TakeTagForm(GiveTagForm):
    def offered(self, target: Reader) -> Any:
        return Tag.objects.filter(readers__reader=target)


class ChannelForm(forms.Form):
    channel = forms.ChoiceField(choices=Channel.choices, label=_("Channel"))

    def __init__(self, *args: Any, target: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class ConditionField(forms.CharField):
    """A condition that can be read and, when `now` is known, worked out."""

    def __init__(self, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "data-live-count-target": "text"})
        super().__init__(required=False, max_length=5000, widget=widget, **options)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        try:
            return str(parse(text)) if text.strip() else ""
        except BadCondition as error:
            raise forms.ValidationError(str(error.message)) from error


class AudienceForm(forms.ModelForm[Audience]):
    condition = ConditionField(label=_("Condition"), help_text=_("Empty means everybody."))
    kind, text = "audience", "condition"

    class Meta:
        model = Audience
        fields = ("name", "about", "condition")
        widgets: ClassVar = {"about": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, now: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_name(self) -> str:
        """Others name it in their conditions, so a name that is used stays."""
        name = str(self.cleaned_data["name"]).strip()
        before = self.initial.get("name")
        if before and before != name and (users := used_by(self.kind, before)):
            told = {"users": ", ".join(users)}
            raise forms.ValidationError(say("The name is used by %(users)s. Change these first.") % told)
        return name

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        name, condition = cleaned.get("name"), cleaned.get(self.text)
        if name and condition:
            try:
                self.work_out(name, condition)
            except BadCondition as error:
                self.add_error(self.text, str(error.message))
        return cleaned

    def work_out(self, name: str, condition: str) -> None:
        evaluation = Evaluation(now=self.now)
        evaluation.audiences = {**evaluation.audiences, name: condition}
        evaluation.within(name)


class TagForm(AudienceForm):
    condition = None  # type: ignore[assignment]
    rule = ConditionField(label=_("Rule"), help_text=_("Empty: given by hand or import alone."))
    kind, text = "tag", "rule"

    class Meta:
        model = Tag
        fields = ("name", "about", "rule")
        widgets: ClassVar = {"about": forms.Textarea(attrs={"rows": 2})}

    def work_out(self, name: str, condition: str) -> None:
        evaluation = Evaluation(now=self.now)
        evaluation.tags = {**evaluation.tags, name: Tag(pk=self.instance.pk or 0, name=name, rule=condition)}
        evaluation.tagged(name)


def used_by(kind: str, name: str) -> list[str]:
    """Names of the audiences and tags whose conditions name it."""
    rows = [*Audience.objects.values_list("name", "condition"), *Tag.objects.values_list("name", "rule")]
    return [each for each, text in rows if names(text, kind, name)]


def names(text: str, kind: str, name: str) -> bool:
    wanted = {"tag": "Tagged", "audience": "Within"}[kind]
    try:
        return any(type(leaf).__name__ == wanted and getattr(leaf, "name", "") == name for leaf in leaves(parse(text)))
    except BadCondition:
        return False
