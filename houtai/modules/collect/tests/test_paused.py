"""Nothing looks at a source that is paused, whatever else is done to it."""

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces.models import Outbox
from houtai.modules.collect import tasks
from houtai.modules.collect.models import Source
from houtai.modules.collect.tests.conftest import NOW


def test_a_paused_source_that_is_moved_is_not_looked_at_before_it_is_resumed(web, alice, monkeypatch):
    looks: list[str] = []
    monkeypatch.setattr(Source, "collect", lambda self, *, now: looks.append(self.url))
    source = web.source()
    catalog.action("collect.pause").run(source, by=alice, at=NOW)
    catalog.action("collect.move").run(source, by=alice, at=NOW, url=web.place.url("/other"))
    for row in Outbox.objects.filter(task="houtai.modules.collect.tasks.collect_source"):
        tasks.collect_source.func(*row.args)
    assert looks == []
    catalog.action("collect.resume").run(source, by=alice, at=NOW)
    tasks.collect_source.func(source.pk)
    assert looks == [web.place.url("/other")]
