"""What every push obeys, whoever sends it: one row for each workspace."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Policy(models.Model):
    """quiet_from, quiet_to: hours of the reader's day in which nothing is sent, 0 to 23 (equal = none);
    holdout: percent of all readers who never get a push, so that the worth of all pushes together is known.
    """

    cap = models.PositiveSmallIntegerField(_("pushes a reader and day, at most"), default=5)
    webpush_cap = models.PositiveSmallIntegerField(_("of these by web push"), default=4)
    email_cap = models.PositiveSmallIntegerField(_("of these by e-mail"), default=2)
    webhook_cap = models.PositiveSmallIntegerField(_("of these by webhook"), default=5)
    quiet_from = models.PositiveSmallIntegerField(_("quiet from, hour"), default=22)
    quiet_to = models.PositiveSmallIntegerField(_("quiet until, hour"), default=7)
    holdout = models.FloatField(_("held out of all pushes, %"), default=2.0)
    salt = models.CharField(max_length=64, editable=False, default="")

    class Meta:
        verbose_name = _("push policy")
        verbose_name_plural = _("push policies")

    def __str__(self) -> str:
        return str(_("Push policy"))
