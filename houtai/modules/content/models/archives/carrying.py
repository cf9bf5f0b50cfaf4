"""Writes an article of an archive into ours, inside an action, and takes that back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.modules.content.models.archives.comparing import different
from houtai.modules.content.models.archives.manifest import Manifest
from houtai.modules.content.models.archives.pictures import Pictures
from houtai.modules.content.models.archives.record import Record
from houtai.modules.content.models.archives.resolving import Resolving
from houtai.modules.content.models.article import Article
from houtai.modules.content.models.correction import Correction
from houtai.modules.content.models.former_number import FormerNumber
from houtai.modules.content.models.headline import Headline


class Carrying:
    """One record. making: a Resolving that makes what is missing; public: what is live in the record is to be here."""

    def __init__(self, record: Record, making: Resolving, *, by: Actor, public: bool) -> None:
        self.record, self.making, self.by = record, making, by
        self.public = public and record.live is not None
        self._values: dict[int, dict[str, Any]] = {}

    def begin(self) -> Article:
        """A new article, as a draft that nobody has decided on yet."""
        values = self.values(self.first)
        article = Article(live=False)
        if self.public:
            article.first_published_at = self.record.published
        put(article, values)
        article.save()
        Correction.objects.bulk_create(Correction(article=article, **told) for told in self.record.corrections)
        if about := self.making.pack.about:
            remember(article, self.record, about)
        return article

    @property
    def first(self) -> Mapping[str, Any]:
        return (self.record.live or {}) if self.public else self.record.newest

    def values(self, version: Mapping[str, Any]) -> dict[str, Any]:
        """Worked out once."""
        if id(version) not in self._values:
            self._values[id(version)] = self.making.values(self.record, version, [])
        return self._values[id(version)]

    def write(self, article: Any, *, made: bool, go_live: Any) -> dict[str, Any]:
        """Returns what taking it back needs. go_live: publishes a revision. Raises Refused."""
        article.refuse_when_locked(user=self.by.user)
        if not made and article.latest_revision_id is None:
            article.save_revision(user=self.by.user, clean=False)
        before = {"latest": article.latest_revision_id, "live": article.live_revision_id}
        if self.public and (not article.live or self.differs(article, self.first)):
            go_live(article, self.save(article, self.first, made=made))
            article.refresh_from_db()
        latest = article.get_latest_revision_as_object()
        if article.latest_revision_id is None or self.differs(latest, self.record.newest):
            self.save(article, self.record.newest, made=made)
        return {"made": made, **before}

    def differs(self, article: Any, version: Mapping[str, Any]) -> bool:
        return bool(different(article, self.values(version), Pictures()))

    def save(self, article: Any, version: Mapping[str, Any], *, made: bool) -> Any:
        draft = article.get_latest_revision_as_object()
        put(draft, self.values(version), by=None if made else self.by)
        return draft.save_revision(user=self.by.user, clean=False)


def put(article: Any, values: Mapping[str, Any], *, by: Actor | None = None) -> None:
    """Set the values; the text of what is there already by an edit, for others may be writing it just now."""
    for name, value in values.items():
        if name == "tags":
            article.tags.set(value, clear=True)
        elif name == "headlines":
            article.headlines = [Headline(text=text, sort_order=place) for place, text in enumerate(value)]
        elif name == "body" and by is not None:
            article.body = edited(article, value, by=by)
        else:
            setattr(article, name, value)


def edited(article: Any, text: str, *, by: Actor) -> str:
    """As a form without scripts brings it: the field's own editor says what the text is then. Raises NotPossible."""
    widget: Any = Article._meta.get_field("body").formfield().widget
    widget.edits(article, "body", user=by.user)
    widget.takes = True
    found = str(widget.value_from_datadict({"body": text}, {}, "body"))
    try:
        widget.check()
    except ValidationError as error:
        raise NotPossible(" ".join(error.messages)) from error
    return str(widget.taken(found))


def remember(article: Article, record: Record, about: Manifest) -> None:
    known = {"workspace": about.workspace[:40], "number": record.article}
    FormerNumber.objects.update_or_create(defaults={"article": article}, **known)


def take_back(article: Any, *, by: Actor, latest: int | None) -> None:
    """Back to the revision that was the newest. Raises Refused."""
    earlier = article.revisions.filter(pk=latest).first()
    if earlier is None:
        raise NotPossible
    if article.latest_revision_id != latest:
        draft = earlier.as_object()
        draft.body = edited(article, draft.body, by=by)
        draft.save_revision(user=by.user, clean=False)
