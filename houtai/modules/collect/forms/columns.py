"""Which column a source goes to: one of those that the person works on, or none."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from houtai.core.work import columns
from houtai.modules.collect.models import Source

# What was written here and no column is called stays until somebody chooses.
AS_IT_IS = -1


class ColumnField(forms.TypedChoiceField):
    """Gives a column's key, columns.NONE or AS_IT_IS."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=_("Column"), coerce=int, required=False, empty_value=AS_IT_IS, **options)
        self.help_text = _("Where its articles go. Only those who work on the column see what is collected.")

    def offer(self, source: Source, *, user: Any) -> None:
        self.names = columns.offered_to(user)
        self.initial = source.place
        choices: list[tuple[int, Any]] = [(columns.NONE, _("None")), *self.names.items()]
        if source.goes_nowhere or source.place not in (columns.NONE, *self.names):
            self.initial = AS_IT_IS
            choices.append((AS_IT_IS, _("“%(name)s”, which is no column") % {"name": source.column}))
        self.choices = choices

    def send(self, source: Source, place: int) -> None:
        """Have the source, which was saved, go there."""
        if place != AS_IT_IS and (place != source.place or source.goes_nowhere):
            source.go_to(place, self.names.get(place, ""))
