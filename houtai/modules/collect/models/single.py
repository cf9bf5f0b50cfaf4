"""One page by its address, collected once."""

from __future__ import annotations

from dataclasses import dataclass

from houtai.modules.collect import client
from houtai.modules.collect.client.canonical import canonical
from houtai.modules.collect.models.asking import Steps
from houtai.modules.collect.models.collecting import Collecting
from houtai.modules.collect.models.entry import Entry
from houtai.modules.collect.models.fetch import Fetch
from houtai.modules.collect.models.reading import Behind


@dataclass(kw_only=True)
class Single(Collecting):
    """A page that cannot be read is no refused entry: whoever asked for it may ask again."""

    url: str

    def steps(self) -> Steps[Fetch]:
        fetch = Fetch.objects.begin(self.source, at=self.now)
        entry = client.Entry(key=canonical(self.url)[:500], url=self.url, title="")
        if Entry.objects.filter(source=self.source, key=entry.key).exists():
            return self.end(fetch, "unchanged", reason="known", message=self.url[:500])
        try:
            behind = yield from Behind.of(self.url, outside=self.outside)
        except client.NotYet as error:
            behind = Behind(note=error.reason, message=str(error)[:500])
        if behind.page is None:
            return self.end(fetch, "failed", reason=behind.note, message=behind.message or self.url[:500])
        self.settle_read(entry, behind, client.Feed(title="", url=self.url, language=""), fetch)
        self.source.note(last_ok=self.now)
        return self.end(fetch, "done", message=self.url[:500])
