"""An entry that became no draft is collected after all, because somebody wants it; and that taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from houtai.core.text.models import Fingerprint
from houtai.core.work.errors import NotPossible
from houtai.core.workspaces.alone import alone
from houtai.modules.collect import client
from houtai.modules.collect.models.asking import Steps
from houtai.modules.collect.models.books import COLUMNS
from houtai.modules.collect.models.collecting import Collecting
from houtai.modules.collect.models.draft import Draft
from houtai.modules.collect.models.entry import Entry
from houtai.modules.collect.models.fetch import Fetch
from houtai.modules.collect.models.outside import Outside
from houtai.modules.collect.models.reading import Behind, Reading


def former(entry: Entry) -> dict[str, Any]:
    """What it is now, for going back to that."""
    names = ("fate", "reason", "message", "duplicate_of_id")
    return {name: getattr(entry, name) for name in names}


def rewrite(entry: Entry, **values: Any) -> None:
    """Another fate for it, also in the books of its run and its source."""
    fate = values["fate"]
    if fate != entry.fate:
        moved = {COLUMNS[entry.fate]: F(COLUMNS[entry.fate]) - 1, COLUMNS[fate]: F(COLUMNS[fate]) + 1}
        Fetch.objects.filter(pk=entry.fetch_id).update(**moved)
        type(entry.source).objects.filter(pk=entry.source_id).update(**moved)
    Entry.objects.filter(pk=entry.pk).update(**values)


@dataclass(kw_only=True)
class Anyway(Collecting):
    """Reads the page again; what cannot be read stays as it was, with the reason in its message."""

    entry: Entry

    def steps(self) -> Steps[None]:  # type: ignore[override]
        said = client.Entry(key=self.entry.key, url=self.entry.url, title=self.entry.title)
        try:
            behind = yield from Behind.of(said.url, outside=self.outside)
        except client.NotYet as error:
            behind = Behind(note=error.reason, message=str(error)[:500])
        reading = Reading.of(
            said, client.Feed(title="", url=said.url, language=""), behind, source=self.source, now=self.now
        )
        if not (reading.words or "<embed" in reading.html):
            Entry.objects.filter(pk=self.entry.pk).update(message=(behind.message or reading.message)[:500])
            return
        self.keep(reading)

    @transaction.atomic
    def keep(self, reading: Reading) -> None:
        alone("collect.write")
        self.entry.refresh_from_db()
        if self.entry.fate == Entry.Fate.DRAFTED:
            return
        taken = Draft.objects.at([reading.url]) is not None
        draft = self.draft(
            replace(reading, url="" if taken else reading.url), Fingerprint.objects.nearest(reading.text)
        )
        if taken:
            # The other draft keeps the address by which it is known.
            draft.url = reading.url
            draft.save(update_fields=["url"])
        rewrite(self.entry, fate="drafted", draft=draft, reason="", message="", duplicate_of=None)


@transaction.atomic
def leave(entry: Entry, before: dict[str, Any]) -> None:
    """As it was before. Raises NotPossible when its draft was decided on."""
    draft = entry.draft
    if draft and (draft.state != "waiting" or draft.merged.exists()):
        raise NotPossible
    rewrite(entry, draft=None, **before)
    if draft:
        Fingerprint.objects.forget(draft.subject)
        draft.delete()


def collect_anyway(entry: Entry, *, now: datetime, **how: Any) -> None:
    Anyway(source=entry.source, now=now, outside=Outside.of(now=now, **how), entry=entry).run()
