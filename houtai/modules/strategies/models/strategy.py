"""A strategy: rules and guardrails, for a queue or a campaign. Draft, workflow, lock and history come from Wagtail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.catalog import UnknownName, catalog
from houtai.core.work.actors import Actor
from houtai.core.work.models import Visible
from houtai.core.work.models.published import Published
from houtai.modules.strategies.blocks import PartsField
from houtai.modules.strategies.models.agreement import Agreement, pairs_of
from houtai.modules.strategies.models.campaign import Campaign, faults_of_campaign, faults_of_queue
from houtai.modules.strategies.models.foresight import foreseen
from houtai.modules.strategies.models.rule import Rule, faults, judge
from houtai.modules.strategies.models.standing import ACTIVE, Stage, Standing
from houtai.modules.strategies.models.testing import Test, faults_of_test


def queue_choices() -> list[tuple[str, Any]]:
    return [(queue.name, queue.label) for queue in catalog.delegable]


def percent(default: int, **options: Any) -> models.PositiveSmallIntegerField[int, int]:
    bounds = [MinValueValidator(1), MaxValueValidator(99)]
    return models.PositiveSmallIntegerField(default=default, validators=bounds, **options)


class Strategies(Visible):
    def active(self) -> Strategies:
        """Those that look at what waits: in shadow or live, with a published definition."""
        return self.filter(live=True, standing__stage__in=ACTIVE).select_related("standing__answers")


class Strategy(Published):
    name = models.CharField(_("name"), max_length=200, unique=True)
    about = models.TextField(_("what it is for"), blank=True)
    queue = models.CharField(
        _("queue"),
        max_length=80,
        choices=queue_choices,
        blank=True,
        help_text=_("Whose items it decides on. Without one it is a campaign or a test, by its parts."),
    )
    parts = PartsField(verbose_name=_("parts"), blank=True)
    bound = percent(
        90, verbose_name=_("agreement asked for, %"), help_text=_("Below this it steps back to shadow by itself.")
    )
    audit = percent(
        10,
        verbose_name=_("left to people, %"),
        help_text=_("A random share that people decide, to check the strategy."),
    )
    most = models.PositiveIntegerField(_("decisions a run, at most"), default=200)
    first_published_at = models.DateTimeField(null=True, blank=True, editable=False)
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="strategy",
        for_concrete_model=False,
    )

    objects = Strategies.as_manager()

    class Meta:
        verbose_name = _("strategy")
        verbose_name_plural = _("strategies")
        permissions = [("run_strategy", _("Can start, promote and stop strategies"))]

    def __str__(self) -> str:
        return self.name

    def described(self) -> dict[str, Any]:
        return {"title": self.name, "state": self.stage, "column": self.queue}

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        Standing.objects.get_or_create(strategy=self)

    @property
    def key(self) -> str:
        """How the decision log names it."""
        return f"{self._meta.label_lower}:{self.pk}"

    @property
    def stage(self) -> str:
        try:
            return str(self.standing.stage)
        except Standing.DoesNotExist:
            return str(Stage.DRAFT)

    state = stage

    @property
    def rules(self) -> list[Rule]:
        return [Rule.of(part.value) for part in self.parts if part.block_type == "rule"]

    @property
    def is_test(self) -> bool:
        return not self.queue and any(part.block_type == "test" for part in self.parts)

    @property
    def is_campaign(self) -> bool:
        return not self.queue and not self.is_test

    @property
    def kind(self) -> str:
        """The queue's name, "campaign" or "test"."""
        return self.queue or ("test" if self.is_test else "campaign")

    @property
    def test(self) -> Test | None:
        """What it tries out; None in a queue and a campaign."""
        return Test.of(self.parts) if self.is_test else None

    @property
    def campaign(self) -> Campaign | None:
        """What it does at its turns; None in a queue, and while a part is missing."""
        return Campaign.of(self.parts) if self.is_campaign else None

    @property
    def definition(self) -> tuple[Any, ...] | None:
        """All that decides what it does; None while nothing is published."""
        if not self.live:
            return None
        if not self.queue:
            return tuple((part.block_type, repr(part.get_prep_value()["value"])) for part in self.parts)
        return self.queue, self.rules, self.bound, self.audit, self.most

    @property
    def word(self) -> Any:
        """The queue as the catalog knows it. Raises UnknownName when its module is gone."""
        return catalog.queue(self.queue)

    def actor(self, *, simulated: bool = False) -> Actor:
        """The strategy as one who acts; the person who answers for it lends it their permissions."""
        return Actor(
            kind="strategy", user=self.standing.answers, strategy=self.key, title=self.name, simulated=simulated
        )

    def hindrance(self, *, answers: Any) -> str:
        """Why it cannot work with this person answering for it, in words; "" when it can."""
        actor = Actor(kind="strategy", user=answers, strategy=self.key)
        if self.test:
            return self.test.hindrance(actor=actor) or " ".join(faults_of_test(self.parts))
        if self.is_campaign:
            missing = " ".join(faults_of_campaign(self.parts))
            return self.campaign.hindrance(actor=actor) or missing if self.campaign else missing
        try:
            queue, actions = self.word, [catalog.action(rule.action) for rule in self.rules]
        except UnknownName as error:
            return str(error)
        if answers and all(actor.may(word.permission) for word in (queue, *actions)):
            return ""
        who = answers or say("Nobody")
        return say("%(who)s, who answers for it, may not do all that it decides.") % {"who": who}

    def clean(self) -> None:
        super().clean()
        if wrong := self.faults():
            raise ValidationError({"parts": wrong})

    def faults(self) -> list[str]:
        """What is wrong with its parts, in words. Raises ValidationError when there is no such queue."""
        if self.is_test:
            return faults_of_test(self.parts)
        if self.is_campaign:
            return faults_of_campaign(self.parts)
        try:
            queue = self.word
        except UnknownName as error:
            raise ValidationError({"queue": str(error)}) from error
        known = {fact.name: fact for fact in queue.known}
        return [*faults_of_queue(self.parts), *faults(self.rules, facts=known, actions=queue.choices)]

    def agreement(self) -> Agreement:
        """With people, since it was last started or changed; nobody decides beside a campaign or a test."""
        if not self.queue:
            return Agreement(pairs=[], bound=self.bound / 100)
        pairs = pairs_of(strategy=self.key, queue=self.queue, since=self.standing.since_decision)
        return Agreement(pairs=pairs, bound=self.bound / 100)

    def would_do(self, *, now: datetime, user: Any, count: int = 50) -> list[tuple[Any, dict[str, Any], Any]]:
        """What it would do to what waits now: (item, facts, verdict) for the first `count`."""
        items, rules = list(self.word.visible_to(user)[:count]), self.rules
        facts = self.word.facts(items, now=now)
        return [(item, facts.get(item.pk, {}), judge(rules, facts.get(item.pk, {}))) for item in items]

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return f"strategies/preview{'' if self.queue else f'_{self.kind}'}.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        from django.utils.timezone import now

        from houtai.modules.strategies.models.trying import foreseen_test

        if self.test:
            return {"strategy": self, **foreseen_test(self, user=request.user)}
        if self.is_campaign:
            return {"strategy": self, **foreseen(self, now=now(), user=request.user)}
        rows = self.would_do(now=now(), user=request.user) if catalog.offers(self.queue) else []
        sure = [row for row in rows if row[2].action]
        return {"strategy": self, "rows": rows, "sure": len(sure), "unsure": len(rows) - len(sure)}
