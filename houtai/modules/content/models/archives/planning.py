"""What an import would do with each article of an archive. Looks only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from houtai.core.work.actors import Actor
from houtai.core.work.errors import Refused
from houtai.modules.content.models.archives.comparing import different
from houtai.modules.content.models.archives.errors import NotTaken
from houtai.modules.content.models.archives.identity import known_article
from houtai.modules.content.models.archives.packs import Pack
from houtai.modules.content.models.archives.pictures import Pictures
from houtai.modules.content.models.archives.record import Record
from houtai.modules.content.models.archives.resolving import Resolving
from houtai.modules.content.models.article import Article

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"


@dataclass(frozen=True, kw_only=True)
class Fate:
    """kind: NEW, CHANGED, SAME or REFUSED; article: which it is, unless new; why: names of fields, or the reason."""

    kind: str
    record: Record
    article: Any = None
    why: str = ""
    notes: tuple[str, ...] = ()


class Planning:
    """publish: what is public in the archive is to be public here."""

    def __init__(self, pack: Pack, *, by: Actor, publish: bool = False) -> None:
        self.pack, self.by = pack, by
        self.publish = publish and by.may("content.publish_article")
        self.resolving = Resolving(pack, by=by)
        self.pictures = Pictures()
        self._met: dict[int, str] = {}

    def each(self) -> Iterator[Fate]:
        """Raises BadArchive."""
        for record in self.pack.records():
            yield self.fate(record)

    def fate(self, record: Record) -> Fate:
        notes = list(record.notes)
        try:
            article = known_article(record, self.pack.about, by=self.by)
            kind, why = self.judged(record, article, notes)
        except (NotTaken, Refused) as refused:
            return Fate(kind=REFUSED, record=record, why=str(refused.message))
        return Fate(kind=kind, record=record, article=article, why=why, notes=tuple(dict.fromkeys(notes)))

    def judged(self, record: Record, article: Any, notes: list[str]) -> tuple[str, str]:
        if article is None:
            self.resolving.values(record, record.newest, notes)
            self.refuse_without("content.add_article")
            return NEW, ""
        if earlier := self._met.get(article.pk):
            raise NotTaken(_("This is the same article as in %(where)s.") % {"where": earlier})
        self._met[article.pk] = record.where
        changes = self.changes(record, article, notes)
        if not changes:
            return SAME, ""
        self.refuse_without("content.change_article")
        article.refuse_when_locked(user=self.by.user)
        return CHANGED, ", ".join(str(label(name)) for name in dict.fromkeys(changes))

    def changes(self, record: Record, article: Any, notes: list[str]) -> list[str]:
        latest = article.get_latest_revision_as_object()
        values = self.resolving.values(record, record.newest, notes)
        changes = different(latest, values, self.pictures)
        if self.publish and record.live is not None:
            values = values if record.draft is None else self.resolving.values(record, record.live, [])
            changes += ["state"] if not article.live or different(article, values, self.pictures) else []
        return changes

    def refuse_without(self, permission: str) -> None:
        if not self.by.may(permission):
            raise NotTaken(_("You may not do this."))


def label(name: str) -> Any:
    """What people call a field."""
    field: Any = Article._meta.get_field(name.removesuffix("_id"))
    return getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural
