"""A column: a part of the paper with its own address, and perhaps its own desk."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from houtai.core.work import columns
from houtai.core.work.models import HasSubject
from houtai.modules.content.models.addressed import Addressed
from houtai.modules.content.models.visible import Columns


class Column(Addressed, HasSubject):
    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True, allow_unicode=True)
    about = models.CharField(_("about"), max_length=300, blank=True)
    place = models.PositiveSmallIntegerField(
        _("place in the menu"), default=0, help_text=_("The smallest first, then by name.")
    )
    desk = models.ForeignKey(
        "auth.Group",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("desk"),
        help_text=_("Only this group works on the column's articles. Leave empty to let everybody at the desk do it."),
    )

    workflow = models.ForeignKey(
        "wagtailcore.Workflow",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"active": True},
        verbose_name=_("workflow"),
        help_text=_("Articles of this column go through it before they are published. Leave empty if they need not."),
    )

    objects = Columns.as_manager()

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")
        ordering = ["place", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("content:column", args=[self.slug])

    def described(self) -> dict[str, Any]:
        return {"title": self.name, "url": self.get_absolute_url()}

    @property
    def reviews(self) -> bool:
        """Whether its articles are reviewed first."""
        return bool(self.workflow_id and self.workflow.active)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Tells whoever sends texts to it of a new name."""
        with transaction.atomic():
            before = type(self).objects.filter(pk=self.pk).values_list("name", flat=True).first() if self.pk else None
            super().save(*args, **kwargs)
            if before != self.name:
                columns.called(self.pk, self.name)
