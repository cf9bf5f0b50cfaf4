"""Characters and times that no database has a place for cost nothing but themselves."""

import json
from datetime import datetime

import pytest

from houtai.modules.collect.client.feed import parse
from houtai.modules.collect.models import Draft, Entry
from houtai.modules.collect.tests.conftest import page, story

ODD = "\ud83d\x00"


def test_a_json_feed_may_name_characters_that_are_none(web):
    said = {"id": f"1{ODD}", "title": f"Story{ODD} 1", "authors": [{"name": f"Ann{ODD}"}], "url": "/1"}
    web.pages["/1"] = page("Story 1", story(1))
    items = [said | {"content_text": f"{ODD}{story(1)}"}]
    web.pages["/feed"] = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    web.collect(web.source())
    draft = Draft.objects.get()
    assert (Entry.objects.get().key, draft.title, draft.author) == ("1", "Story 1", "Ann")


def test_a_page_may_do_so_in_what_it_tells_machines(web):
    web.stories(1)
    facts = json.dumps({"@type": "Article", "author": {"name": f"Ann{ODD}"}, "articleBody": ODD + story(1)})
    script = f"<script type='application/ld+json'>{facts}</script></head>"
    web.pages["/1"] = web.pages["/1"].replace("</head>", script)
    web.collect(web.source())
    assert Draft.objects.get().author == "Ann"


@pytest.mark.parametrize("day", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-08:00"])
def test_a_time_before_all_times_is_none(day):
    text = f"<urlset><url><loc>https://n.example/1</loc><lastmod>{day}</lastmod></url></urlset>"
    assert [entry.published for entry in parse(text.encode()).entries] == [None]


@pytest.mark.parametrize("day", ["9999-12-31T23:59:59Z", "1601-01-01T00:00:00Z", "2026-03-01T00:00:00Z"])
def test_a_date_that_is_a_slip_is_dropped(web, day):
    said = {"id": "1", "title": "Story 1", "content_text": story(1), "date_published": day}
    web.pages["/feed"] = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [said]})
    web.collect(web.source())
    published = Draft.objects.get().published
    assert published == (datetime.fromisoformat(day) if day.startswith("2026") else None)
