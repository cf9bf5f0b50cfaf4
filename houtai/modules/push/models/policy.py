"""What every push obeys, whoever sends it: one row for each workspace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from houtai.core.work.models.subject import HasSubject


class Policy(HasSubject):
    """quiet_from, quiet_to: hours of the reader's day in which nothing is sent, 0 to 23 (equal = none);
    holdout: percent of all readers who never get a push, so that the worth of all pushes together is known;
    second_from: from how many readers on a person's push needs a second person, 0 for never.
    """

    cap = models.PositiveSmallIntegerField(_("pushes a reader and day, at most"), default=5)
    webpush_cap = models.PositiveSmallIntegerField(_("of these by web push"), default=4)
    email_cap = models.PositiveSmallIntegerField(_("of these by e-mail"), default=2)
    webhook_cap = models.PositiveSmallIntegerField(_("of these by webhook"), default=5)
    quiet_from = models.PositiveSmallIntegerField(_("quiet from, hour"), default=22)
    quiet_to = models.PositiveSmallIntegerField(_("quiet until, hour"), default=7)
    holdout = models.FloatField(_("held out of all pushes, %"), default=2.0)
    salt = models.CharField(max_length=64, editable=False, default=token_hex)
    second_from = models.PositiveIntegerField(
        _("a second person from so many readers on"), default=0, help_text=_("0: never. Strategies are not asked.")
    )

    class Meta:
        verbose_name = _("push policy")
        verbose_name_plural = _("push policies")

    def __str__(self) -> str:
        return str(_("Push policy"))

    @classmethod
    def current(cls, *, lock: bool = False) -> Policy:
        """The workspace's policy, made when there is none. lock: until the end of the transaction nobody else plans."""
        rows = cls.objects.select_for_update() if lock else cls.objects.all()
        if (row := rows.filter(pk=1).first()) is None:
            cls.objects.get_or_create(pk=1)
            row = rows.get(pk=1)
        return row

    def described(self) -> dict[str, Any]:
        return {"title": str(self)}

    def change(self, **values: Any) -> dict[str, Any]:
        """Set fields that people may edit, and give back the values they had. Raises ValidationError."""
        known = {field.name for field in self._meta.fields if field.editable and not field.primary_key}
        changed = {name: value for name, value in values.items() if name in known and value != getattr(self, name)}
        before = {name: getattr(self, name) for name in changed}
        for name, value in changed.items():
            setattr(self, name, value)
        self.full_clean()
        self.save()
        return before

    @property
    def caps(self) -> Mapping[str, int]:
        """The most a reader gets of each channel in a day."""
        return {"webpush": self.webpush_cap, "email": self.email_cap, "webhook": self.webhook_cap}

    def is_quiet(self, hour: int) -> bool:
        """Whether nothing is sent in this hour of the reader's day."""
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= hour < self.quiet_to
        return hour >= self.quiet_from or hour < self.quiet_to

    def opens(self, *, local: datetime) -> datetime:
        """When something may be sent, at or after a local time: now, or at the end of the quiet hours."""
        if not self.is_quiet(local.hour):
            return local
        day = local if local.hour < self.quiet_to else local + timedelta(days=1)
        return day.replace(hour=self.quiet_to, minute=0, second=0, microsecond=0)
