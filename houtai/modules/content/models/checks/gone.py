"""Links to other sites that led nowhere when they were last asked. The check itself asks nothing on the web."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from houtai.modules.content.models.asked_link import AskedLink
from houtai.modules.content.models.asking_links import outside
from houtai.modules.content.models.checks.check import Check, Piece, Remark

MOST, SHOWN = 5, 80


class GoneLinks(Check):
    name = "gone"

    def look(self, piece: Piece) -> Iterator[Remark]:
        known = AskedLink.objects.known(outside(piece.article.body))
        broken = [row for row in known.values() if row.is_broken]
        for row in broken[:MOST]:
            yield self.remark(sentence(row) % told(row))
        if len(broken) > MOST:
            yield self.remark(_("Links besides these that led nowhere: %(n)s") % {"n": len(broken) - MOST})


def sentence(row: AskedLink) -> str:
    if row.answer == AskedLink.Answer.GONE:
        return _("Nothing was at %(link)s when it was asked on %(at)s (error %(status)s).")
    return _("There was no server with the name in %(link)s when it was asked for on %(at)s.")


def told(row: AskedLink) -> dict[str, object]:
    link = row.url if len(row.url) <= SHOWN else f"{row.url[:SHOWN]}…"
    return {"link": link, "status": row.status, "at": date_format(localtime(row.at), "DATETIME_FORMAT")}
