"""A trial: the arms of one subject, shown by chance until it is known which does best."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from houtai.core.ledger.lift import Moments
from houtai.core.work.choices import Odds
from houtai.core.work.models import Subject
from houtai.modules.strategies.models.comparing import Tried
from houtai.modules.strategies.models.standing import Stage


class Trials(models.QuerySet["Trial"]):
    def running(self) -> Trials:
        return self.filter(ended=None)

    def at_work(self) -> Trials:
        """Of strategies that are live, as they are defined now."""
        standing = {"strategy__standing__stage": Stage.LIVE, "since_decision": F("strategy__standing__since_decision")}
        return self.running().filter(strategy__live=True, **standing)


class Trial(models.Model):
    """arms: texts, the first is what everybody was shown when it began; rounds: weights, shown and clicked, a place for
    each arm; reading: for each arm how many opened it, their seconds of reading and the squares of these;
    digest: of the arms, so that the same are not tried twice; winner: a place among the arms, None while it is open and
    when nothing was found.
    """

    strategy = models.ForeignKey("strategies.Strategy", models.CASCADE, related_name="trials")
    since_decision = models.BigIntegerField()
    point = models.CharField(max_length=80)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    arms = models.JSONField()
    digest = models.CharField(max_length=64)
    rounds = models.JSONField(default=list)
    reading = models.JSONField(default=list)
    began = models.DateTimeField()
    ends = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    winner = models.PositiveSmallIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)
    simulated = models.BooleanField(default=False)

    objects = Trials.as_manager()

    class Meta:
        verbose_name = _("trial")
        verbose_name_plural = _("trials")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["point", "subject", "simulated"], condition=Q(ended=None), name="one_running_trial"
            ),
            models.UniqueConstraint(
                fields=["strategy", "since_decision", "subject", "digest", "simulated"], name="one_trial_of_these_arms"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_id}: {len(self.arms)}"

    @property
    def tried(self) -> Tried:
        return Tried.of(self.rounds)

    @property
    def weights(self) -> list[float]:
        return list(self.rounds[-1]["weights"])

    def turn_to(self, weights: Sequence[float]) -> None:
        """A new round, unless the weights stay as they are."""
        if not self.rounds or self.weights != list(weights):
            nothing = [0] * len(self.arms)
            self.rounds.append({"weights": list(weights), "shown": nothing, "clicked": nothing})

    def read_by(self, place: int) -> Moments:
        """Seconds of reading of those who opened this arm."""
        n, total, squares = self.reading[place] if self.reading else (0, 0.0, 0.0)
        return Moments(n=n, total=total, squares=squares)

    def end(self, *, at: datetime, note: str, winner: int | None = None) -> None:
        self.ended, self.note, self.winner = at, note[:300], winner
        self.save()


def digest_of(arms: Sequence[str]) -> str:
    return sha256("\n".join(sorted(arms)).encode()).hexdigest()


def odds(point: str, keys: Collection[str], simulated: bool) -> dict[str, Odds]:
    """The chooser of the strategies: what running trials say of these subjects, in one query."""
    rows = Trial.objects.at_work().filter(point=point, subject__key__in=keys, simulated=simulated)
    return {
        key: Odds(trial=pk, round=len(rounds) - 1, arms=arms, weights=rounds[-1]["weights"])
        for key, pk, arms, rounds in rows.values_list("subject__key", "pk", "arms", "rounds")
        if rounds
    }


def strays() -> Any:
    """Those that still run although their strategy was stopped, or decides by another definition."""
    return Trial.objects.running().exclude(pk__in=Trial.objects.at_work().values("pk"))
