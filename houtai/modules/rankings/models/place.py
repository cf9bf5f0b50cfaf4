"""The places of a ranking as they were when it was last made."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from houtai.core.work.choices import Choice
from houtai.core.work.models import Visible
from houtai.core.work.models.subject import beyond
from houtai.modules.rankings.models.heat import Heat

CURVE = 24
STALE = timedelta(hours=2)
FIGURES = ("score", "shows", "clicks", "rate", "floor", "freshness", "views", "readers")


class Places(Visible):
    def visible_to(self, user: Any) -> Places:
        rows: Places = super().visible_to(user)
        out = beyond(user, "subject__")
        return rows.exclude(out) if out else rows

    def standing(self) -> Places:
        """Of what is published now: what was withdrawn is gone before the ranking is made again."""
        return self.filter(subject__state="published").select_related("subject").order_by("rank")

    def fresh(self, *, now: datetime) -> Places:
        """Nobody should choose from a ranking that has stood still."""
        return self.filter(at__gt=now - STALE)

    def shown(self, *, simulated: bool | None = None) -> Places:
        """Real places; simulated ones when they are asked for, or when there are no others."""
        if simulated is None:
            simulated = self.only_simulated()
        return self.filter(simulated=simulated)

    def only_simulated(self) -> bool:
        return set(self.order_by().values_list("simulated", flat=True).distinct()) == {True}


class Place(models.Model):
    """before: its rank when the hour began, or None; curve: views in each of the last 24 hours, the oldest first;
    the rest as in heat.py.
    """

    ranking = models.ForeignKey("rankings.Ranking", models.CASCADE, related_name="places")
    subject = models.ForeignKey("work.Subject", models.CASCADE, related_name="+")
    rank = models.PositiveIntegerField(_("rank"))
    before = models.PositiveIntegerField(null=True)
    score = models.FloatField(_("score"))
    shows = models.PositiveBigIntegerField(_("shown"))
    clicks = models.PositiveBigIntegerField(_("opened"))
    rate = models.FloatField(_("click rate"))
    floor = models.FloatField(_("at least"))
    freshness = models.FloatField(_("freshness"))
    views = models.PositiveBigIntegerField(_("views"))
    readers = models.PositiveBigIntegerField(_("readers"))
    curve = models.JSONField(default=list)
    at = models.DateTimeField(_("measured"))
    simulated = models.BooleanField(_("simulated"), default=False)

    choice: Choice | None = None
    objects = Places.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        default_permissions = ("view",)
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "simulated", "rank"], name="one_subject_per_place"),
            models.UniqueConstraint(fields=["ranking", "simulated", "subject"], name="one_place_per_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.rank}: {self.subject}"

    @classmethod
    def of(cls, heat: Heat, **fields: Any) -> Place:
        return cls(**fields, **{name: getattr(heat, name) for name in FIGURES})

    def rank_before(self, *, now: datetime) -> int | None:
        """What the next place says it was: this rank when an hour has begun since, else as this one says."""
        begun = now.replace(minute=0, second=0, microsecond=0)
        return self.rank if self.at < begun else self.before

    @property
    def climbed(self) -> int | None:
        """Ranks gained since the hour began; None when it is new."""
        return None if self.before is None else self.before - self.rank

    @property
    def picture(self) -> str:
        """Browsers load nothing over plain http."""
        image = self.subject.image
        return image if image.startswith(("https://", "/")) else ""

    def age_hours(self, *, now: datetime) -> float:
        """Since it was first published."""
        published = self.subject.published or now
        return round(max((now - published).total_seconds(), 0) / 3600, 1)
