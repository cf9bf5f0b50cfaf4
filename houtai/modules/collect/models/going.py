"""Where what a source sends is to go."""

from __future__ import annotations

import re

from django.db import models, transaction
from django.db.models.functions import Cast
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from houtai.core.work import columns
from houtai.core.work.models import Subject
from houtai.core.workspaces.alone import alone

BETWEEN = re.compile(r"[,，、;；]")


class Going(models.Model):
    """place: the key of its column; column: what that is called, or what was written here and no column is called;
    tags: those that its articles are to have, with commas between.
    """

    column = models.CharField(_("column"), max_length=120, blank=True, editable=False)
    place = models.PositiveBigIntegerField(default=columns.NONE, db_index=True, editable=False)
    tags = models.CharField(
        _("tags"),
        max_length=300,
        blank=True,
        help_text=_("All that becomes an article of it has these. Put commas between."),
    )

    class Meta:
        abstract = True

    @property
    def own_tags(self) -> tuple[str, ...]:
        return tuple(tag.strip() for tag in BETWEEN.split(self.tags) if tag.strip())

    @property
    def column_said(self) -> str:
        return say("%(name)s (no column)") % {"name": self.column} if self.goes_nowhere else self.column

    @property
    def goes_nowhere(self) -> bool:
        """Whether it names a column, and there is none of this name."""
        return bool(self.column) and self.place == columns.NONE

    @transaction.atomic
    def go_to(self, place: int, name: str) -> None:
        """To this column (its key) from now on, and with it all that was collected. Nothing is collected meanwhile."""
        alone("collect.write")
        self.place, self.column = place, name
        self.save(update_fields=["place", "column"])
        drafts = self.drafts.exclude(place=place)
        keys = drafts.annotate(text=Cast("pk", models.CharField())).values("text")
        Subject.objects.filter(kind=drafts.model._meta.label_lower, key__in=keys).update(place=place, column=name)
        drafts.update(place=place)
