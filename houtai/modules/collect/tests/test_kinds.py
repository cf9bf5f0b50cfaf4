"""Whatever kind of source it came from, a draft can be published, taken to edit, merged and skipped, and taken back."""

import json

import pytest

from houtai.core.catalog.catalog import catalog
from houtai.modules.collect.models import Books, Draft, Source
from houtai.modules.collect.tests.conftest import NOW, page, story

VERSION = "https://jsonfeed.org/version/1.1"
SETTLED = {"content.accept": "published", "content.take": "taken", "collect.merge": "merged", "collect.skip": "skipped"}


def rss(web):
    web.stories(1, 2)
    web.collect(web.source())


def json_feed(web):
    items = [{"id": n, "url": web.place.url(f"/{n}"), "title": f"Story {n}"} for n in (1, 2)]
    web.pages["/feed.json"] = (
        200,
        {"Content-Type": "application/feed+json"},
        json.dumps({"version": VERSION, "items": items}),
    )
    web.collect(web.source("/feed.json"))


def sitemap(web):
    places = "".join(f"<url><loc>{web.place.url(f'/{n}')}</loc></url>" for n in (1, 2))
    web.pages["/sitemap.xml"] = f"<urlset>{places}</urlset>"
    web.collect(web.source("/sitemap.xml"))


def links(web):
    web.pages["/"] = (
        "<html><body>" + "".join(f"<h2><a href='/{n}'>Story {n}</a></h2>" for n in (1, 2)) + "</body></html>"
    )
    web.collect(web.source("/", selector="h2 a"))


def single(web):
    how = {"admit": web.place.admit, "closed": True, "sleep": lambda seconds: None}
    for number in (1, 2):
        Source.objects.for_single_pages().collect_page(web.place.url(f"/{number}"), now=NOW, **how)


@pytest.mark.parametrize("name", SETTLED)
@pytest.mark.parametrize("kind", [rss, json_feed, sitemap, links, single])
def test_every_action_of_the_queue_settles_a_draft_of_any_kind_and_is_undone(web, alice, kind, name):
    for number in (1, 2):
        web.pages[f"/{number}"] = page(f"Story {number}", story(number))
    kind(web)
    draft, other = Draft.objects.order_by("title")
    inputs = {"into": other.pk} if name == "collect.merge" else {}
    decision = catalog.action(name).run(draft, by=alice, at=NOW, **inputs)
    draft.refresh_from_db()
    assert (draft.title, draft.state) == ("Story 1", SETTLED[name])
    decision.undo(by=alice)
    draft.refresh_from_db()
    assert draft.state == "waiting"
    assert Books.differences() == []
