"""Remembers what texts look like, so that a new one can be compared with all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Count

from houtai.core.text.near import bands, signature, similarity
from houtai.core.text.pictures.filed import PictureDocument
from houtai.core.text.pictures.origin import Origin

if TYPE_CHECKING:
    from houtai.core.work.models import Subject

__all__ = ["Band", "Fingerprint", "Origin", "PictureDocument"]

CLOSEST = 50


class FingerprintManager(models.Manager["Fingerprint"]):
    def remember(self, subject: Subject, text: str | None, *, draft: bool = False) -> Fingerprint | None:
        """Keeps the look of `subject`'s text in place of the one known. None (and nothing kept) without words.

        text: None when what is known has become a draft.
        """
        if text is None:
            self.filter(subject=subject).update(draft=True)
            return None
        known = signature(text)
        with transaction.atomic():
            kept = self.filter(subject=subject).first()
            if kept and bytes(kept.signature) == known:
                self.filter(pk=kept.pk).exclude(draft=draft).update(draft=draft)
                return kept
            self.forget(subject)
            if not known:
                return None
            kept = self.create(subject=subject, signature=known, draft=draft)
            Band.objects.bulk_create(Band(fingerprint=kept, value=value) for value in bands(known))
        return kept

    def forget(self, subject: Subject) -> None:
        self.filter(subject=subject).delete()

    def nearest(self, text: str, **among: Any) -> tuple[Subject, float] | None:
        """The first of `near`, or None."""
        return next(iter(self.near(text, **among)), None)

    def near(
        self, text: str, *, excluding: Subject | None = None, kind: str = "", key: str = "", draft: bool = False
    ) -> list[tuple[Subject, float]]:
        """The subjects whose texts are most like `text`, with their similarity (0 to 1), in one query.

        kind: only of this kind of subject, and then `key` leaves one out; draft: drafts instead of what anybody may be
        told of. Texts that share under about half of their pieces may be missed.
        """
        looked_for = signature(text)
        near = self.filter(bands__value__in=bands(looked_for), draft=draft).select_related("subject")
        if excluding is not None:
            near = near.exclude(subject=excluding)
        if kind:
            near = near.filter(subject__kind=kind).exclude(subject__key=key)
        found = near.annotate(shared=Count("bands")).order_by("-shared", "subject_id")[:CLOSEST]
        scored = [(fingerprint.subject, similarity(looked_for, bytes(fingerprint.signature))) for fingerprint in found]
        return sorted(scored, key=lambda pair: -pair[1])


class Fingerprint(models.Model):
    """What one subject's text looks like. draft: only who sees the subject is to be told of it."""

    subject = models.OneToOneField("work.Subject", on_delete=models.CASCADE, related_name="fingerprint")
    signature = models.BinaryField()
    draft = models.BooleanField(default=False, db_default=False)

    objects = FingerprintManager()

    def __str__(self) -> str:
        return f"{self.subject_id}"


class Band(models.Model):
    """One of the numbers under which a fingerprint is found."""

    fingerprint = models.ForeignKey(Fingerprint, on_delete=models.CASCADE, related_name="bands")
    value = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.value}"


class Refiling(models.Model):
    """A table that is being gone through in the background, as for new search documents. name: the label of the
    model of which something is made; below: keys still to do.
    """

    name = models.CharField(max_length=100, unique=True)
    below = models.BigIntegerField()

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, model: type[models.Model]) -> models.QuerySet[Refiling]:
        return cls.objects.filter(name=model._meta.label_lower)

    @classmethod
    def begin(cls, model: type[models.Model]) -> None:
        """From the newest row on, whatever was under way."""
        last = model._default_manager.aggregate(last=models.Max("pk"))["last"]
        if last is not None:
            cls.objects.update_or_create(name=model._meta.label_lower, defaults={"below": last + 1})

    def go_on(self, done: list[models.Model]) -> None:
        if done:
            self.below = done[-1].pk
            self.save(update_fields=["below"])
        else:
            self.delete()
