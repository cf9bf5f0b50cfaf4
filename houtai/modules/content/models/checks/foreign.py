"""Whether readers' browsers have to ask others for the pictures."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from houtai.core.text.pictures.shown import foreign
from houtai.modules.content.models.checks.check import Check, Piece, Remark

MOST, SHOWN = 3, 80


class ForeignPictures(Check):
    name = "foreign"

    def look(self, piece: Piece) -> Iterator[Remark]:
        """Those that could be fetched are in the library soon after the text came in, or after it was published."""
        found = foreign(piece.article.body)
        for address in found[:MOST]:
            yield self.remark(_("A picture is not in the library, and readers load it from %(link)s") % told(address))
        if len(found) > MOST:
            yield self.remark(_("Pictures that are not in the library besides these: %(n)s") % {"n": len(found) - MOST})


def told(address: str) -> dict[str, str]:
    return {"link": address if len(address) <= SHOWN else f"{address[:SHOWN]}…"}
