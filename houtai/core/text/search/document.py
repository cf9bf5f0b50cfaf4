"""What can be searched for of one thing, as it is at the desk and as readers see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import models
from django.db.models import Q, UniqueConstraint

from houtai.core.text.search.lookups import Words
from houtai.core.text.search.words import said, words
from houtai.core.workspaces.alone import alone

Side = Literal["changed", "published"]


@dataclass(frozen=True, kw_only=True)
class Said:
    """A thing's text: its title and everything else, each in plain words."""

    title: str
    rest: str


class Documents(models.Manager[Any]):
    def file(self, target: Any, side: Side, text: Said | None, *, at: datetime) -> None:
        """Let this be what is found of `target` on this side; None: nothing. In the transaction that changes it.

        One row serves both sides while they say the same, which they mostly do.
        """
        alone(f"{self.model._meta.db_table}:{target.pk}")
        kept = list(self.filter(target=target).defer("title", "words"))
        before = next((one for one in kept if getattr(one, side)), None)
        whole = f"{said(text.title)}\n{said(text.rest)}" if text else ""
        now = next((one for one in kept if text and one.said == whole), None)
        if before and before is not now:
            before.leave(side)
        if now:
            setattr(now, side, at)
            now.save(update_fields=[side])
        elif text:
            both = words(f"{text.title}\n{text.rest}")
            self.create(target=target, title=spaced(words(text.title)), words=spaced(both), said=whole, **{side: at})


class Document(models.Model):
    """changed: when, if this is the newest draft; published: when, if this is what readers see.

    A subclass adds `target`, a foreign key with related_name="documents", `again`, and in its first migration `index`.
    """

    changed = models.DateTimeField(null=True, db_index=True)
    published = models.DateTimeField(null=True, db_index=True)
    title = Words()
    words = Words()
    said = Words()

    objects = Documents()

    class Meta:
        abstract = True
        constraints = [
            UniqueConstraint(fields=["target"], condition=Q(changed__isnull=False), name="%(class)s_one_draft"),
            UniqueConstraint(fields=["target"], condition=Q(published__isnull=False), name="%(class)s_one_published"),
        ]

    @classmethod
    def again(cls, target: Any) -> None:
        """File both sides of `target`, as the database has it."""
        raise NotImplementedError

    def leave(self, side: Side) -> None:
        other = "published" if side == "changed" else "changed"
        if getattr(self, other):
            setattr(self, side, None)
            self.save(update_fields=[side])
        else:
            self.delete()


def spaced(words: list[str]) -> str:
    return f" {' '.join(words)} "
