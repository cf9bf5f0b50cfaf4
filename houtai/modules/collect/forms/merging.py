from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from houtai.modules.collect.models import Draft

OFFERED = 20


class DraftChoice(forms.ModelChoiceField):
    def label_from_instance(self, draft: Draft) -> str:
        return f"{draft.title} ({draft.site})" if draft.site else draft.title


class MergeForm(forms.Form):
    """Which draft to merge into: the most similar and the newest are offered, any other is found by its title."""

    into = DraftChoice(queryset=Draft.objects.none(), required=False, empty_label=None, label=_("Merge into"))
    title = forms.CharField(label=_("Or another draft, by words of its title"), required=False, max_length=200)

    def __init__(self, *args: Any, target: Draft, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Draft.objects.visible_to(user).may_take_in().exclude(pk=target.pk)
        field: Any = self.fields["into"]
        field.queryset = others
        self.shown = others.only("title", "site", "result").order_by("-collected_at", "-pk")
        rows = list(self.shown[:OFFERED])
        if target.similar_id and not any(is_like(row, target) for row in rows):
            rows += list(self.shown.filter(like(target))[:OFFERED])
        offered = sorted(rows, key=lambda row: not is_like(row, target))
        self.offer(offered)
        field.initial = next((row.pk for row in offered[:1] if is_like(row, target)), None)

    def offer(self, rows: list[Draft]) -> None:
        field: Any = self.fields["into"]
        field.widget.choices = [(row.pk, field.label_from_instance(row)) for row in rows]

    def clean(self) -> dict[str, int]:
        words = self.cleaned_data.get("title", "").strip()
        chosen = self.named(words) if words else self.cleaned_data.get("into")
        if chosen is None and not self.errors:
            raise forms.ValidationError(self.fields["into"].error_messages["required"])
        return {"into": chosen.pk} if chosen else {}

    def named(self, words: str) -> Draft:
        """The one with these words in its title; several are offered instead of those before."""
        found = list(self.shown.filter(title__icontains=words)[:OFFERED])
        same = [draft for draft in found if draft.title.casefold() == words.casefold()]
        if len(found) == 1 or len(same) == 1:
            return (same or found)[0]
        if not found:
            raise forms.ValidationError(_("No draft has these words in its title."))
        self.offer(found)
        told: Any = {**vars(self)["data"].dict(), self.add_prefix("title"): ""}
        self.data = told
        titles = " · ".join(draft.title for draft in found[:5])
        several = _("Several have these words in their titles: %(titles)s. Choose one, or write more of its title.")
        raise forms.ValidationError(several % {"titles": titles})


def like(target: Draft) -> Q:
    """The draft that this one resembles most, or the draft from which that came."""
    similar = target.similar
    if similar is None:
        return Q(pk=None)
    return Q(pk=similar.key) if similar.kind == target._meta.label_lower else Q(result=similar)


def is_like(row: Draft, target: Draft) -> bool:
    similar = target.similar
    if similar is None:
        return False
    return str(row.pk) == similar.key if similar.kind == target._meta.label_lower else row.result_id == similar.pk
