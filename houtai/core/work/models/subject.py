"""One small row per business object, written by its owner in the same transaction, so that modules meet without knowing each other."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class Subject(models.Model):
    """Anything that decisions are about. `kind` is the owner's model label, `key` its primary key as text.

    `version` grows by one at every save of the owner: a decision that has seen an older version is refused.
    """

    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=500, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    image = models.CharField(max_length=2000, blank=True)
    author = models.CharField(max_length=200, blank=True)
    column = models.CharField(max_length=200, blank=True)
    published = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=40, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_subject_per_object")]

    def __str__(self) -> str:
        return self.title or f"{self.kind} {self.key}"

    @property
    def model(self) -> Any:
        return apps.get_model(self.kind)

    def target(self) -> Any:
        """The business object itself. Raises its DoesNotExist when it has been deleted."""
        return self.model._default_manager.get(pk=self.key)


class Visible(models.QuerySet[Any]):
    """What a person may see: every door starts from `visible_to`. Override it where rows differ in who may see them."""

    def visible_to(self, user: Any) -> Visible:
        label, name = self.model._meta.app_label, self.model._meta.model_name
        verbs = ("view", "change", "add")
        if user.is_active and any(user.has_perm(f"{label}.{verb}_{name}") for verb in verbs):
            return self.all()
        return self.none()


class HasSubject(models.Model):
    """Makes a model a subject: it keeps its row up to date at every save, and marks it deleted when it goes."""

    objects = Visible.as_manager()

    class Meta:
        abstract = True

    def described(self) -> dict[str, Any]:
        """Values for the subject's row: title, and where they exist url, image, author, column, published, state."""
        raise NotImplementedError

    @property
    def subject(self) -> Subject:
        return Subject.objects.get(kind=self._meta.label_lower, key=str(self.pk))

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.write_subject(self.described())

    def write_subject(self, values: dict[str, Any]) -> None:
        values["title"] = str(values.get("title", ""))[:500]
        row = Subject.objects.filter(kind=self._meta.label_lower, key=str(self.pk))
        if not row.update(**values, version=F("version") + 1):
            Subject.objects.create(kind=self._meta.label_lower, key=str(self.pk), **values)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        with transaction.atomic():
            Subject.objects.filter(kind=self._meta.label_lower, key=str(self.pk)).update(
                state="deleted", version=F("version") + 1
            )
            result: tuple[int, dict[str, int]] = super().delete(*args, **kwargs)
            return result
