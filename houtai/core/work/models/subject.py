"""One small row per business object, written by its owner in the same transaction: where modules meet."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Case, Exists, ExpressionWrapper, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from houtai.core.work import columns


class Subject(models.Model):
    """Anything that decisions are about. `kind` is the owner's model label, `key` its primary key as text.

    `version` grows by one at every save of the owner: a decision that has seen an older version is refused.
    place: for whom it is, a column's key (core.work.columns), so that long lists need not look at the object.
    """

    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=500, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    image = models.CharField(max_length=2000, blank=True)
    author = models.CharField(max_length=200, blank=True)
    column = models.CharField(max_length=200, blank=True)
    place = models.BigIntegerField(default=columns.NONE, db_default=columns.NONE)
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

    def names(self, target: Any) -> bool:
        """Whether this is the row of that object, or that row. What was deleted has no key any more."""
        if isinstance(target, Subject):
            return self.pk == target.pk
        return self.kind == target._meta.label_lower and target.pk in (None, self.model._meta.pk.to_python(self.key))

    def seen_by(self, user: Any) -> bool:
        try:
            return bool(self.model.objects.visible_to(user).filter(pk=self.key).exists())
        except LookupError:
            return False

    def target(self) -> Any:
        """The business object itself. Raises its DoesNotExist when it was deleted, LookupError without its module."""
        return self.model._default_manager.get(pk=self.key)


class Visible(models.QuerySet[Any]):
    """What a person may see: every door starts from `visible_to`. Override it where rows differ in who may see them."""

    def visible_to(self, user: Any) -> Visible:
        label, name = self.model._meta.app_label, self.model._meta.model_name
        verbs = ("view", "change", "add")
        if user.is_active and any(user.has_perm(f"{label}.{verb}_{name}") for verb in verbs):
            return self.all()
        return self.none()

    def delete(self) -> tuple[int, dict[str, int]]:
        """One by one, because each has a subject's row to keep. Raises a Refused; then nothing is deleted."""
        rows = list(self)
        with transaction.atomic():
            for row in rows:
                row.delete()
        return len(rows), {self.model._meta.label: len(rows)}

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


def beyond(user: Any, path: str = "", *, besides: Any = None) -> Q:
    """Subjects out of this person's sight, of kinds where rows differ in who may see them; an empty Q for none.

    By their place, and where that is ASKED, by looking at the object. `path` leads to the subject; `besides` is a
    model that is not asked.
    """
    mine, out = columns.open_to(user), Q()
    if mine is not None:
        out |= Q(**{f"{path}place__gt": columns.NONE}) & ~Q(**{f"{path}place__in": mine})
    for model in subject_models():
        if model is besides:
            continue
        seen = model.objects.visible_to(user)
        if seen.query.where and not seen.query.is_empty():
            asked = Q(**{f"{path}place": columns.ASKED, f"{path}kind": model._meta.label_lower})
            out |= asked & ~Exists(seen.order_by().filter(pk=key_of(model, path)))
    return out


def is_beyond(user: Any, name: str) -> ExpressionWrapper | None:
    """Whether the subject that this foreign key leads to is out of sight, to be told with each row; None when none is.

    Where there is no subject the database stops before it looks at objects.
    """
    out = beyond(user, f"{name}__")
    return ExpressionWrapper(Q(**{f"{name}__isnull": False}) & out, models.BooleanField()) if out else None


def key_of(model: Any, path: str) -> Case:
    """The number of the subject's object, looked up in its model's index row by row; None where it is another kind's,
    so that no other key is read as a number.
    """
    same = Exact(OuterRef(f"{path}kind"), Value(model._meta.label_lower))
    return Case(When(same, then=Cast(OuterRef(f"{path}key"), models.BigIntegerField())))


def subject_models() -> list[Any]:
    return [model for model in apps.get_models() if issubclass(model, HasSubject)]


class HasSubject(models.Model):
    """Makes a model a subject: it keeps its row up to date at every save, and marks it deleted when it goes.

    A model whose rows differ in who may see them (`visible_to`) says so with a place.
    """

    objects = Visible.as_manager()

    class Meta:
        abstract = True

    def described(self) -> dict[str, Any]:
        """Values for the subject's row: title, and where they exist url, image, author, column, place, published,
        state.
        """
        raise NotImplementedError

    @property
    def subject(self) -> Subject:
        return Subject.objects.get(kind=self._meta.label_lower, key=str(self.pk))

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            super().save(*args, **kwargs)
            self.write_subject(self.described())

    def write_subject(self, values: dict[str, Any]) -> None:
        values = {name: fitted(name, value) for name, value in {"title": "", "state": "", **values}.items()}
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


def fitted(name: str, value: Any) -> Any:
    """Texts are cut where their column ends."""
    longest = Subject._meta.get_field(name).max_length
    return str(value or "")[:longest] if longest else value
