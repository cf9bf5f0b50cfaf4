"""Whether we have published the same before, or somebody is writing it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from houtai.core.text.models import Fingerprint
from houtai.core.ui.figures import percent
from houtai.modules.content.models.checks.check import Check, Piece, Remark

SAME = 0.7
TELLING = 20


class SameText(Check):
    """Short texts are alike by chance."""

    name = "same"

    def look(self, piece: Piece) -> Iterator[Remark]:
        if piece.words < TELLING:
            return
        near = Fingerprint.objects.nearest(
            piece.text, kind=piece.article._meta.label_lower, key=str(piece.article.pk or "")
        )
        if near and near[1] >= SAME:
            told = {"title": near[0], "share": percent(near[1])}
            yield self.remark(_("“%(title)s” is public already, and %(share)s of its text is the same.") % told)


class SameDraft(Check):
    """Of another draft only who may see it is told."""

    name = "same_draft"

    def look(self, piece: Piece) -> Iterator[Remark]:
        if piece.user is None or piece.words < TELLING:
            return
        own = {"kind": piece.article._meta.label_lower, "key": str(piece.article.pk or "")}
        near = Fingerprint.objects.near(piece.text, **own, draft=True)
        alike = {int(subject.key): share for subject, share in near if share >= SAME}
        seen = type(piece.article).objects.visible_to(piece.user).filter(pk__in=alike) if alike else ()
        for other in sorted(seen, key=lambda other: -alike[other.pk])[:1]:
            told = {"title": other.title, "share": percent(alike[other.pk])}
            yield self.remark(_("The draft “%(title)s” has nearly the same text: %(share)s of it.") % told)
