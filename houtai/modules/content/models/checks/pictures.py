"""Whether those who do not see the pictures are told what is on them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from houtai.modules.content.models.checks.check import Check, Piece, Remark


class SilentPictures(Check):
    name = "pictures"

    def look(self, piece: Piece) -> Iterator[Remark]:
        silent = sum(not (picture.get("alt") or "").strip() for picture in piece.pictures)
        if silent:
            told = ngettext("%(n)s picture has no description.", "%(n)s pictures have no description.", silent)
            yield self.remark(told % {"n": silent})
