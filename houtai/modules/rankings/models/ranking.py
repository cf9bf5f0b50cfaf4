"""The definition of a ranking, and making its places anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from houtai.core.work.models import Subject, Visible
from houtai.modules.rankings.models.heat import Heat, hottest
from houtai.modules.rankings.models.place import CURVE, Place
from houtai.modules.rankings.models.reached import Reached
from houtai.modules.rankings.models.sums import Sums
from houtai.modules.rankings.models.votes import VotesOfDays

KEPT = 200
LOOKED_UP = 500


class Ranking(models.Model):
    """kind: of its subjects, a model label. Times are hours."""

    name = models.CharField(max_length=40, unique=True, editable=False)
    kind = models.CharField(max_length=80, editable=False, default="content.article")
    window = models.PositiveSmallIntegerField(
        _("hours that count"),
        default=72,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
        help_text=_("What happened earlier is forgotten. 1 to 720."),
    )
    half_life = models.PositiveSmallIntegerField(
        _("half-life in hours"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(168)],
        help_text=_("After so many hours an opening counts half. 1 to 168."),
    )
    minimum = models.PositiveIntegerField(
        _("shown at least"),
        default=20,
        validators=[MinValueValidator(1), MaxValueValidator(1_000_000)],
        help_text=_("An article that fewer readers were shown is not ranked yet."),
    )

    votes: VotesOfDays
    objects = Visible.as_manager()

    class Meta:
        verbose_name = _("ranking")
        verbose_name_plural = _("rankings")
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return self.name

    def refresh(self, *, now: datetime, simulated: bool = False) -> int:
        """Put new places in the stead of the old ones, in one transaction; gives how many.

        Without any simulated event in the window the simulated places stay: played time is not this time.
        """
        sums = self.sums(now=now, simulated=simulated)
        heats = self.hottest(sums, now=now)
        if simulated and not heats:
            return Place.objects.filter(ranking=self, simulated=True).count()
        chosen = list(islice(self.published(heats), KEPT))
        return self.replace(chosen, sums.curves(now=now, hours=CURVE), now=now, simulated=simulated)

    def sums(self, *, now: datetime, simulated: bool = False) -> Sums:
        """The votes of the days that its window touches; new events are counted first."""
        first = self.since(now).date()
        Reached.go_on(self, since=first, simulated=simulated)
        return self.votes.filter(simulated=simulated).sums(first=first, last=now.date())

    def hottest(self, sums: Sums, *, now: datetime) -> list[Heat]:
        return hottest(sums, half_life=self.half_life, minimum=self.minimum, since=self.since(now), now=now)

    def since(self, now: datetime) -> datetime:
        return now - timedelta(hours=self.window)

    def published(self, heats: Sequence[Heat]) -> Iterator[tuple[Heat, Subject]]:
        for start in range(0, len(heats), LOOKED_UP):
            some = heats[start : start + LOOKED_UP]
            keys = [heat.subject.partition(":")[2] for heat in some]
            rows = Subject.objects.filter(kind=self.kind, key__in=keys, state="published")
            known = {f"{row.kind}:{row.key}": row for row in rows}
            yield from ((heat, known[heat.subject]) for heat in some if heat.subject in known)

    def replace(
        self, chosen: Sequence[tuple[Heat, Subject]], curves: dict[str, list[int]], *, now: datetime, simulated: bool
    ) -> int:
        with transaction.atomic():
            old = Place.objects.filter(ranking=self, simulated=simulated)
            before = {place.subject_id: place.rank_before(now=now) for place in old}
            old._raw_delete(old.db)  # Nothing hangs on a place, and `Visible` deletes one by one.
            Place.objects.bulk_create(
                Place.of(
                    heat,
                    ranking=self,
                    subject=subject,
                    rank=rank,
                    before=before.get(subject.pk),
                    curve=curves[heat.subject],
                    at=now,
                    simulated=simulated,
                )
                for rank, (heat, subject) in enumerate(chosen, start=1)
            )
        return len(chosen)


def refresh(*, now: datetime, simulated: bool = False) -> None:
    """Every ranking of the current workspace."""
    for ranking in Ranking.objects.all():
        ranking.refresh(now=now, simulated=simulated)
