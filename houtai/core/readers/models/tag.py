"""Tags: what readers have in common, by rule, by hand or by import."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from houtai.core.readers.models.bitmap import Bitmap, Key
from houtai.core.readers.models.reader import Reader
from houtai.core.work.models import Visible
from houtai.core.workspaces.alone import alone


class Tag(models.Model):
    """rule: a condition (see conditions/) that gives this tag, "" when it is given by hand or import alone.

    What the rule gives is worked out whenever it is asked for; only the rest has rows.
    """

    name = models.CharField(_("name"), max_length=80, unique=True)
    about = models.TextField(_("about"), blank=True)
    rule = models.TextField(_("rule"), blank=True)

    objects = Visible.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def delete(self, *args: Any, **options: Any) -> Any:
        with transaction.atomic():
            Bitmap.objects.drop([tag_key(self.pk)])
            return super().delete(*args, **options)


class ReaderTags(models.QuerySet["ReaderTag"]):
    """Gives and takes tags, rows and bitmap together."""

    def having(self, tag: Tag, numbers: BitMap) -> BitMap:
        """Of these, those who have it by hand or import."""
        return numbers & Bitmap.objects.of(tag_key(tag.pk))

    def give(self, tag: Tag, numbers: Iterable[int], *, how: str, at: datetime) -> BitMap:
        """Returns the numbers of those who did not have it by hand or import before."""
        with transaction.atomic():
            alone("readers")
            new = BitMap(numbers) - Bitmap.objects.of(tag_key(tag.pk))
            self.bulk_create([ReaderTag(reader_id=number, tag=tag, how=how, at=at) for number in new])
        return new

    def bulk_create(self, objs: Iterable[ReaderTag], *args: Any, **options: Any) -> list[ReaderTag]:
        with transaction.atomic():
            made = super().bulk_create(objs, *args, **options)
            pairs: dict[Key, BitMap] = {}
            for row in made:
                pairs.setdefault(tag_key(row.tag_id), BitMap()).add(row.reader_id)
            Bitmap.objects.change(added=pairs)
        return made

    def take(self, tag: Tag, numbers: Iterable[int]) -> BitMap:
        """Returns the numbers of those who had it."""
        with transaction.atomic():
            key = tag_key(tag.pk)
            alone("readers")
            held = BitMap(numbers) & Bitmap.objects.of(key)
            wanted = list(held)
            for start in range(0, len(wanted), 500):
                self.filter(tag=tag, reader__in=wanted[start : start + 500]).delete()
            Bitmap.objects.change(removed={key: held})
        return held


class ReaderTag(models.Model):
    """how: "hand" or "import"."""

    reader = models.ForeignKey(Reader, models.CASCADE, related_name="tags")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="readers")
    how = models.CharField(max_length=10)
    at = models.DateTimeField()

    objects = ReaderTags.as_manager()

    class Meta:
        verbose_name = _("tag of a reader")
        verbose_name_plural = _("tags of readers")
        constraints = [models.UniqueConstraint(fields=["tag", "reader"], name="one_tag_per_reader")]

    def __str__(self) -> str:
        return f"{self.reader_id}: {self.tag_id}"

    def save(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            super().save(*args, **options)
            Bitmap.objects.change(added={tag_key(self.tag_id): BitMap([self.reader_id])})

    def delete(self, *args: Any, **options: Any) -> Any:
        with transaction.atomic():
            Bitmap.objects.change(removed={tag_key(self.tag_id): BitMap([self.reader_id])})
            return super().delete(*args, **options)


def tag_key(tag: int) -> Key:
    return Key("tag", str(tag))
