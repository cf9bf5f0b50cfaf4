"""How far the event log has been counted for a ranking, moved in one transaction with what was counted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from houtai.core.events.commits import newest
from houtai.core.events.log import events
from houtai.modules.rankings.models.sums import Sums
from houtai.modules.rankings.models.votes import Votes

if TYPE_CHECKING:
    from houtai.modules.rankings.models.ranking import Ranking


TRIES = 10


class Reached(models.Model):
    """commit: of the event log, or -1; first: the first day that is counted; half_life: by which votes were weighed."""

    ranking = models.ForeignKey("rankings.Ranking", models.CASCADE, related_name="reached")
    simulated = models.BooleanField(default=False)
    commit = models.BigIntegerField(default=-1)
    first = models.DateField(null=True)
    half_life = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("place in the event log")
        verbose_name_plural = _("places in the event log")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["ranking", "simulated"], name="one_place_in_the_log")]

    def __str__(self) -> str:
        return f"{self.ranking} {self.commit}"

    @classmethod
    def go_on(cls, ranking: Ranking, *, since: date, simulated: bool) -> None:
        """Count the votes of what was committed since the last time, from the day `since` on. Any number may run.

        Who is overtaken looks again, for the faster one may have known less.
        """
        reached, _made = cls.objects.get_or_create(ranking=ranking, simulated=simulated)
        for _try in range(TRIES):
            if reached.step(ranking, since=since):
                return
            reached.refresh_from_db()

    def step(self, ranking: Ranking, *, since: date) -> bool:
        """False when somebody else was faster; then nothing was counted."""
        there = newest()
        end = max(there.values(), default=-1)
        anew = self.is_void(ranking, since=since, end=end)
        start = -1 if anew else self.commit
        days = [day for day, commit in there.items() if day >= since and commit > start]
        counted = {day: self.changed(day, start, end, ranking) for day in days}
        with transaction.atomic():
            if not self.move(end, first=since, half_life=ranking.half_life):
                return False
            gone = Votes.objects.filter(ranking=ranking, simulated=self.simulated)
            (gone if anew else gone.filter(day__lt=since)).delete()
            Votes.objects.add(counted, ranking=ranking.pk, simulated=self.simulated)
        return True

    def is_void(self, ranking: Ranking, *, since: date, end: int) -> bool:
        """By another half-life or of fewer days than are asked for; or the log is another one than it was."""
        return self.first is None or since < self.first or self.half_life != ranking.half_life or end < self.commit

    def changed(self, day: date, start: int, end: int, ranking: Ranking) -> Sums:
        from houtai.modules.rankings.models.changes import changes

        rows = events(since=day, until=day, simulated=self.simulated)
        rows = rows.filter(rows.name.isin(["show", "view"]) & rows.subject.startswith(f"{ranking.kind}:"))
        return Sums.of_day(day, changes(rows, after=start, until=end, half_life=ranking.half_life))

    def move(self, end: int, *, first: date, half_life: int) -> bool:
        """False when somebody else was faster."""
        as_found = type(self).objects.filter(pk=self.pk, commit=self.commit, first=self.first, half_life=self.half_life)
        return bool(as_found.update(commit=end, first=first, half_life=half_life))
