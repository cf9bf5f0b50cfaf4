"""Words that somebody at the desk wants to be warned of, or never to see published."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from houtai.core.work.models import Visible


class WordList(models.Model):
    name = models.CharField(_("name"), max_length=120, unique=True)
    forbids = models.BooleanField(
        _("never publish"),
        default=False,
        help_text=_("Who publishes an article with such a word is refused. Otherwise they are told."),
    )
    words = models.TextField(
        _("words"), max_length=200_000, help_text=_("One a line. Capitals and wide letters make no difference.")
    )

    objects = Visible.as_manager()

    class Meta:
        verbose_name = _("word list")
        verbose_name_plural = _("word lists")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.words = "\n".join(dict.fromkeys(line.strip() for line in self.words.splitlines() if line.strip()))
        if not self.words:
            raise ValidationError({"words": _("Write at least one word.")})

    @property
    def length(self) -> int:
        return len(self.words.splitlines())
