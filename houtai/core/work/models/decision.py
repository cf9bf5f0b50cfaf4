"""The decision log: append-only, chained by hashes, written only by actions. It is the audit trail."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.catalog import UnknownName
from houtai.core.work.chain import digest, lock_chain
from houtai.core.work.models.subject import Subject, beyond


class Mode(models.TextChoices):
    """done: carried out. shadow: a strategy's opinion before it is live. audit: withheld by chance, left to people."""

    DONE = "done", _("Done")
    SHADOW = "shadow", _("Shadow")
    AUDIT = "audit", _("Left to people for audit")


class Decisions(models.QuerySet["Decision"]):
    def append(self, **values: Any) -> Decision:
        """Add the next link. Call it inside the transaction of what it records."""
        last = lock_chain(self.model)
        row = self.model(id=(last.id if last else 0) + 1, prev=last.hash if last else "", **values)
        row.hash = digest(row)
        row.save(force_insert=True)
        return row

    def done(self) -> Decisions:
        return self.filter(mode=Mode.DONE)

    def standing(self) -> Decisions:
        """Carried out and not taken back."""
        return self.done().filter(undone_by=None, undoes=None)

    def visible_to(self, user: Any) -> Decisions:
        """All for those who may read the log, but where single objects are out of their sight; and always their own."""
        if not (user.is_active and user.has_perm("work.view_decision")):
            return self.filter(user=user)
        out = beyond(user, "subject__")
        return self.filter(~out | Q(user=user)) if out else self.all()


class Decision(models.Model):
    """An action taken, or withheld, on a subject: by whom, knowing which facts."""

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(_("when"), db_index=True)
    action = models.CharField(_("action"), max_length=80)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices, default=Mode.DONE)
    subject = models.ForeignKey("work.Subject", models.PROTECT, related_name="decisions", verbose_name=_("subject"))
    seen = models.PositiveIntegerField(null=True)
    version = models.PositiveIntegerField(help_text=_("The subject's version after the decision."))
    actor = models.CharField(max_length=10)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("person")
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("second person")
    )
    by = models.CharField(_("who"), max_length=200, blank=True, help_text=_("Their name as it was then."))
    strategy = models.CharField(_("strategy"), max_length=120, blank=True, db_index=True)
    rule = models.CharField(_("rule"), max_length=200, blank=True)
    because = models.TextField(_("because"), blank=True)
    queue = models.CharField(_("queue"), max_length=80, blank=True)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    inputs = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    effect = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    touch_ms = models.PositiveIntegerField(_("touch time"), null=True)
    once = models.CharField(max_length=200, null=True, unique=True)
    batch = models.CharField(max_length=40, blank=True, db_index=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    simulated = models.BooleanField(_("simulated"), default=False)
    prev = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = Decisions.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        default_permissions = ("view",)
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["queue", "mode", "at"]),
            models.Index(fields=["subject", "mode"]),
            models.Index(fields=["action", "id"], name="work_decision_action"),
        ]

    def __str__(self) -> str:
        return f"{self.id}: {self.action}"

    @property
    def word(self) -> Any:
        """The action as the catalog knows it. Raises UnknownName when its module is gone."""
        from houtai.core.catalog.catalog import catalog

        return catalog.action(self.action)

    @property
    def label(self) -> Any:
        """The action's name as people read it; its plain name when its module is gone."""
        from houtai.core.catalog.catalog import catalog

        word = catalog.actions.get(self.action)
        return word.label if word else self.action

    @property
    def outcome(self) -> str:
        """What is to be said besides the label; of what was withheld nothing."""
        from houtai.core.catalog.catalog import catalog

        word = catalog.actions.get(self.action)
        return word.outcome(self.effect) if word and self.mode == Mode.DONE else ""

    @property
    def has_inverse(self) -> bool:
        """Whether there is anything to take back, and an action that does it."""
        try:
            return bool(self.mode == Mode.DONE and self.word.inverse)
        except UnknownName:
            return False

    @property
    def can_be_undone(self) -> bool:
        return self.has_inverse and self.is_newest

    @property
    def is_newest(self) -> bool:
        """Whether nothing was done to the subject since."""
        return not Decision.objects.done().filter(subject_id=self.subject_id, id__gt=self.id).exists()

    def undo(self, *, by: Any, because: Any = "", **context: Any) -> Decision:
        """Take it back through the inverse action. Raises CannotUndo, Changed or NotAllowed."""
        from houtai.core.work.undo import undo

        return undo(self, by=by, because=because, **context)


def already(subject: Subject, *, since: int = 0) -> str:
    """A sentence that says what happened to the subject after its version `since`."""
    last = Decision.objects.done().filter(subject=subject, version__gt=since).first()
    if last is None:
        return say("“%(title)s” has changed since you saw it. Nothing was done; look at it again.") % {"title": subject}
    told = {"title": subject, "who": last.by, "action": last.label}
    return say("“%(title)s” was decided by %(who)s meanwhile: %(action)s. Nothing was done.") % told
