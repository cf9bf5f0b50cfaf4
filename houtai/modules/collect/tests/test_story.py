"""What several sources tell is shown as one story with its sources."""

import pytest
from django.urls import reverse

from houtai.core.catalog.catalog import catalog
from houtai.modules.collect.models import Draft
from houtai.modules.collect.models.story import tellers
from houtai.modules.collect.tests.conftest import NOW, feed, item, story


@pytest.fixture
def draft(web):
    """Three sources: the second copies the first word for word, the third nearly so."""
    web.stories(1)
    web.collect(web.source())
    web.pages["/copy"] = feed(item(7, link=web.place.url("/copied"), text=story(1)))
    web.collect(web.source("/copy"))
    near = " ".join([*story(1).split()[:105], *story(5, 20).split()])
    web.pages["/near"] = feed(item(8, text=near))
    web.collect(web.source("/near"))
    return Draft.objects.get(title="Story 1")


def facts(row):
    return catalog.queue("collect.drafts").facts([row], now=NOW)[row.pk]


def test_all_who_tell_it_are_named_with_how_alike_they_are(draft):
    same, near = tellers(draft)
    assert (same.source, same.similarity, same.draft) == ("Sample /copy", 1.0, None)
    assert (near.source, near.draft) == ("Sample /near", Draft.objects.get(title="Story 8").pk)
    assert 0.5 <= near.similarity < 0.9


def test_what_is_near_is_named_from_its_side_too(draft):
    (other,) = tellers(Draft.objects.get(title="Story 8"))
    assert other.draft == draft.pk


def test_how_many_sources_bring_it_is_a_fact_that_grows_by_merging(draft, bob):
    assert facts(draft)["sources"] == 2
    near = Draft.objects.get(title="Story 8")
    catalog.action("collect.merge").run(near, by=bob, at=NOW, into=draft.pk)
    assert facts(draft)["sources"] == 3
    assert [teller.source for teller in tellers(draft)] == ["Sample /copy", "Sample /near"]


def test_one_that_was_skipped_tells_nothing(draft, bob):
    catalog.action("collect.skip").run(Draft.objects.get(title="Story 8"), by=bob, at=NOW)
    assert [teller.source for teller in tellers(draft)] == ["Sample /copy"]


def test_the_queue_and_the_page_of_the_draft_show_the_sources(draft, client, alice):
    client.force_login(alice)
    for page in (reverse("work.queue", args=["collect-drafts"]), reverse("collect.draft", args=[draft.pk])):
        text = client.get(page).content.decode()
        assert "Also told by" in text
        assert "Sample /copy" in text
