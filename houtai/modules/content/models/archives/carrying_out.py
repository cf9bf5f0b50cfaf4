"""Goes through an archive: first to see what would be done, then to do it, article by article."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from houtai.core.work.actions import Because
from houtai.core.work.actors import Actor
from houtai.core.work.errors import Refused
from houtai.core.work.models import Decision
from houtai.modules.content.models.archives.carrying import Carrying
from houtai.modules.content.models.archives.decisions import ImportArticle
from houtai.modules.content.models.archives.errors import BadArchive, NotTaken
from houtai.modules.content.models.archives.opening import opened
from houtai.modules.content.models.archives.planning import CHANGED, NEW, REFUSED, SAME, Fate, Planning
from houtai.modules.content.models.archives.resolving import Resolving

KINDS = (NEW, CHANGED, SAME, REFUSED)
# So many lines are told one by one; the rest is counted.
TOLD = 300
Progress = Callable[[int, int], Any]


class Report:
    """counts: by kind; lines: of the first articles with anything to say."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = dict.fromkeys((*KINDS, "pictures"), 0)
        self.lines: list[dict[str, Any]] = []

    def add(self, fate: Fate, *, article: Any = None) -> None:
        self.counts[fate.kind] += 1
        if len(self.lines) < TOLD and (fate.kind != SAME or fate.notes):
            found = article or fate.article
            line = {"kind": fate.kind, "title": fate.record.title[:200], "where": fate.record.where[:300]}
            self.lines.append(line | {"why": fate.why, "notes": list(fate.notes), "article": found and found.pk})


def foreseen(path: Path, *, name: str, by: Actor, publish: bool, progress: Progress) -> Report:
    """What would be done. Looks at all of it. Raises BadArchive."""
    report = Report()
    with opened(path, name=name) as pack:
        pack.check()
        planning = Planning(pack, by=by, publish=publish)
        for done, fate in enumerate(planning.each(), 1):
            report.add(fate)
            progress(done, max(pack.total, done))
        report.counts["pictures"] = len(planning.resolving.library.fresh)
    if not any(report.counts[kind] for kind in KINDS):
        raise BadArchive(_("There are no articles in it."))
    return report


def carried_out(
    path: Path, *, name: str, by: Actor, publish: bool, batch: str, at: datetime, progress: Progress
) -> Report:
    """Do it. What was done before under the same name of the batch is not done again."""
    report = Report()
    with opened(path, name=name) as pack:
        planning = Planning(pack, by=by, publish=publish)
        making = Resolving(pack, by=by, making=True)
        for done, wanted in enumerate(planning.each(), 1):
            fate, article = wanted, wanted.article
            if wanted.kind in (NEW, CHANGED):
                fate, article = settled(wanted, making, by=by, public=planning.publish, batch=batch, at=at)
            report.add(fate, article=article)
            progress(done, max(pack.total, done))
        report.counts["pictures"] = len(making.library.fresh)
    return report


def settled(fate: Fate, making: Resolving, *, by: Actor, public: bool, batch: str, at: datetime) -> tuple[Fate, Any]:
    """In one transaction; a refusal is told, and nothing of that article is done."""
    once = f"{batch}:{hashlib.sha256(fate.record.where.encode()).hexdigest()[:32]}"
    try:
        with transaction.atomic():
            if Decision.objects.filter(once=once).exists():
                return fate, fate.article
            carrying = Carrying(fate.record, making, by=by, public=public)
            made = fate.article is None
            article = carrying.begin() if made else fate.article
            because = Because(reason=fate.record.where[:200], batch=batch)
            ImportArticle(carrying).run(article, by=by, because=because, once=once, at=at, made=made)
            return fate, article
    except (Refused, NotTaken) as refused:
        making.forget()
        return Fate(kind=REFUSED, record=fate.record, article=fate.article, why=str(refused.message)), None
