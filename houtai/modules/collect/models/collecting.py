"""One run over one source: fetch, read, and settle every new entry, each in a transaction of its own.

Whatever is killed in between, the next run finds what is settled and goes on with the rest.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from houtai.core.text.models import Fingerprint
from houtai.core.workspaces.alone import alone
from houtai.modules.collect import client
from houtai.modules.collect.models.asking import Steps, carry_out
from houtai.modules.collect.models.draft import Draft, fold
from houtai.modules.collect.models.entry import Entry
from houtai.modules.collect.models.fetch import Fetch
from houtai.modules.collect.models.preview import Preview
from houtai.modules.collect.models.reading import Behind, Reading
from houtai.modules.collect.models.sharing import SHARED, is_another

if TYPE_CHECKING:
    from houtai.core.work.models import Subject
    from houtai.modules.collect.models.outside import Outside
    from houtai.modules.collect.models.source import Source

Near = tuple["Subject", float]

# One run reads at most this many new entries; the rest comes in the next, which follows at once.
MOST = 100
# Nor does it begin with another one after this: a worker has other things to do.
LONGEST_MS = 45_000
# So long the entries whose pages cannot be read for the moment are left; then they are taken as they are.
PATIENT = timedelta(days=1)
SAME = 0.9
# Shorter texts ("Read more", "Comments") are alike without being the same story.
TELLING = 30


@dataclass(kw_only=True)
class Collecting:
    source: Source
    now: datetime
    outside: Outside
    left: Behind | None = None

    def run(self) -> Fetch:
        """All of it in one go."""
        return carry_out(self.steps(), ask=self.outside.fetched)

    def steps(self) -> Steps[Fetch]:
        fetch = Fetch.objects.begin(self.source, at=self.now)
        try:
            feed, known = yield from self.look()
        except client.NotYet as error:
            self.source.put_off(until=self.now + timedelta(seconds=error.retry_after))
            return self.end(fetch, "later", reason=error.reason, message=str(error)[:500])
        except client.UnableToFetch as error:
            self.source.failed(error, at=self.now)
            return self.end(fetch, "failed", reason=error.reason, message=str(error)[:500])
        if feed is None:
            self.source.succeeded(at=self.now)
            return self.end(fetch, "unchanged")
        rest = yield from self.settle_all(feed, fetch)
        # An index of sitemaps stays the same while they change.
        kept = {"etag": "", "modified": "", "digest": ""} if rest or feed.further else known
        left = {"left_since": (self.source.left_since or (self.now if self.left else None)) if rest else None}
        self.source.succeeded(at=self.now, found=fetch.found, rest=rest, home=feed.url[:2000], **kept, **left)
        return self.end(fetch, "done", message=self.left.message if self.left else "")

    def look(self) -> Steps[tuple[client.Feed | None, dict[str, str]]]:
        """What is there now, None when it is as before, and what makes the next look conditional."""
        source = self.source
        answer = yield from self.outside.get(source.url, etag=source.etag, modified=source.modified)
        if answer.not_modified:
            return None, {}
        known = marks(answer)
        if known["digest"] == source.digest:
            return None, known
        feed = yield from self.whole(self.read(answer))
        return feed, known

    def read(self, answer: client.Fetched) -> client.Feed:
        """A page is kept, for pointing at the links to follow."""
        told = {"charset": answer.charset, "url": answer.url}
        if self.source.selector:
            Preview.objects.keep(self.source, answer, at=self.now)
            return client.listed(answer.body, selector=self.source.selector, **told)
        try:
            return client.parse(answer.body, content_type=answer.content_type, **told)
        except client.IsAPage:
            Preview.objects.keep(self.source, answer, at=self.now)
            raise

    def whole(self, feed: client.Feed) -> Steps[client.Feed]:
        """With what stands in the sitemaps that an index names. One that cannot be read costs only itself."""
        entries = {entry.key: entry for entry in feed.entries}
        for url in feed.further:
            try:
                found = self.read((yield from self.outside.get(url)))
            except client.NotYet:
                raise
            except client.UnableToFetch:
                continue
            entries |= {entry.key: entry for entry in found.entries}
        return replace(feed, entries=list(entries.values()))

    def end(self, fetch: Fetch, status: str, **values: Any) -> Fetch:
        fetch.end(status, ms=self.outside.ms, bytes=self.outside.bytes, **values)
        return fetch

    def settle_all(self, feed: client.Feed, fetch: Fetch) -> Steps[datetime | None]:
        """Settle the entries that are new here. Says when the rest is to come, if some are left."""
        keys = [entry.key for entry in feed.entries]
        known = set(Entry.objects.filter(source=self.source, key__in=keys).values_list("key", flat=True))
        unknown = [entry for entry in feed.entries if entry.key not in known]
        renamed = Entry.objects.rename(unknown, source=self.source, listed=set(keys)) if unknown else set()
        fresh = [entry for entry in unknown if entry.key not in renamed]
        # Those that were left are not to keep all time from the others.
        for entry in fresh[:MOST] if not self.source.left_since else fresh[: -MOST - 1 : -1]:
            if self.outside.ms > LONGEST_MS:
                return self.rest()
            try:
                yield from self.settle(entry, feed, fetch)
            except client.NotYet as error:
                return self.now + timedelta(seconds=error.retry_after)
        return self.rest() if self.left or len(fresh) > MOST else None

    def rest(self) -> datetime:
        """When the rest is to come: at once, unless some of it cannot be read for the moment."""
        return self.now + timedelta(minutes=self.source.every if self.left else 0)

    def settle(self, entry: client.Entry, feed: client.Feed, fetch: Fetch) -> Steps[None]:
        """Read the entry, then write all of it in one transaction. A page that we have is not asked for again."""
        known = Draft.objects.at([entry.url])
        behind = Behind(note="known") if known else (yield from Behind.of(entry.url, outside=self.outside))
        if behind.passing and self.now - (self.source.left_since or self.now) < PATIENT:
            self.left = behind
            return
        self.settle_read(entry, behind, feed, fetch)

    def settle_read(self, entry: client.Entry, behind: Behind, feed: client.Feed, fetch: Fetch) -> None:
        reading = self.read_entry(entry, feed, behind)
        try:
            self.write(entry, reading, fetch)
        except IntegrityError:
            # Another worker wrote this entry or this address meanwhile: judge it again beside what is there now.
            self.write(entry, reading, fetch)

    def read_entry(self, entry: client.Entry, feed: client.Feed, behind: Behind) -> Reading:
        """Where its address is another article's already, the feed's own text, when that tells something."""
        how: dict[str, Any] = {"source": self.source, "now": self.now}
        reading = Reading.of(entry, feed, behind, **how)
        earlier = Draft.objects.at([entry.url, reading.url])
        own = earlier and is_another(entry, earlier) and Reading.of(entry, feed, Behind(note=SHARED), **how)
        return own if own and own.words >= TELLING else reading

    @transaction.atomic
    def write(self, entry: client.Entry, reading: Reading, fetch: Fetch) -> None:
        # Two feeds that bring the same text at once: the second is to see the first one's draft.
        alone("collect.write")
        if Entry.objects.filter(source=self.source, key=entry.key).exists():
            return
        judged = self.judge(entry, reading)
        known = {
            "source": self.source,
            "fetch": fetch,
            "key": entry.key,
            "url": entry.url[:2000],
            "title": reading.title,
        }
        Entry.objects.create(**known, **judged, at=self.now)
        fetch.count(judged["fate"])

    def judge(self, entry: client.Entry, reading: Reading) -> dict[str, Any]:
        """What the entry becomes: a duplicate of something, nothing for a reason, or a draft."""
        if earlier := Draft.objects.at([entry.url, reading.url], apart=reading.note == SHARED):
            return {"fate": Entry.Fate.DUPLICATE, "reason": "same_address", "duplicate_of": earlier.subject}
        if not (reading.words or "<embed" in reading.html):
            return {"fate": Entry.Fate.REFUSED, "reason": "no_text", "message": reading.message}
        near = Fingerprint.objects.nearest(reading.text)
        if near and near[1] >= SAME and (reading.words >= TELLING or same_title(near, reading)):
            return {"fate": Entry.Fate.DUPLICATE, "reason": "same_text", "duplicate_of": near[0]}
        return {"fate": Entry.Fate.DRAFTED, "draft": self.draft(reading, near)}

    @property
    def place(self) -> int:
        """Where its source goes now; somebody may have changed that since the run began."""
        rows = type(self.source).objects.filter(pk=self.source.pk)
        return int(rows.values_list("place", flat=True).get())

    def draft(self, reading: Reading, near: Near | None) -> Draft:
        similar, similarity = near or (None, 0.0)
        draft: Draft = Draft.objects.create(
            source=self.source,
            place=self.place,
            url=reading.url,
            address=fold(reading.url, apart=reading.note == SHARED) if reading.url else None,
            site=reading.site,
            title=reading.title,
            html=reading.html,
            summary=reading.summary,
            tags=list(reading.tags),
            image=reading.image,
            licence=reading.licence,
            author=reading.author,
            language=reading.language,
            words=reading.words,
            images=reading.html.count("<img "),
            published=reading.published,
            collected_at=self.now,
            page_note=reading.note,
            similarity=round(similarity, 4),
            similar=similar,
        )
        Fingerprint.objects.remember(draft.subject, reading.text)
        return draft


def same_title(near: Near, reading: Reading) -> bool:
    """Short and the same in everything."""
    return near[1] == 1 and near[0].title == reading.title


def marks(answer: client.Fetched) -> dict[str, str]:
    """What makes the next look conditional. Kept only when all of the feed is settled, or a 304 would hide the rest."""
    digest = hashlib.blake2b(answer.body, digest_size=16).hexdigest()
    return {"etag": answer.etag[:500], "modified": answer.modified[:100], "digest": digest}
