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
    """Which draft to merge into: the most similar and the newest are offered, any that the user sees is taken."""

    into = DraftChoice(queryset=Draft.objects.none(), empty_label=None, label=_("Merge into"))

    def __init__(self, *args: Any, target: Draft, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Draft.objects.visible_to(user).may_take_in().exclude(pk=target.pk)
        field: Any = self.fields["into"]
        field.queryset = others
        shown = others.only("title", "site", "result").order_by("-collected_at", "-pk")
        rows = list(shown[:OFFERED])
        if target.similar_id and not any(is_like(row, target) for row in rows):
            rows += list(shown.filter(like(target))[:OFFERED])
        offered = sorted(rows, key=lambda row: not is_like(row, target))
        field.widget.choices = [(row.pk, field.label_from_instance(row)) for row in offered]
        field.initial = next((row.pk for row in offered[:1] if is_like(row, target)), None)

    def clean_into(self) -> int:
        return int(self.cleaned_data["into"].pk)


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
