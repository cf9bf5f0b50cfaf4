import pytest
from django.urls import reverse

from houtai.core.catalog.catalog import catalog
from houtai.modules.collect.models import Draft, Source
from houtai.modules.collect.tests.conftest import feed, item, story

pytestmark = pytest.mark.once("what stands on pages; the walks ask for each of them on every engine")

LISTS = ["collect.sources", "collect.drafts", "collect.entries"]


@pytest.fixture
def pages(web):
    """The address of every page that shows something, with rows to show."""
    web.stories(1, 2)
    source = web.source(column="Tech")
    web.collect(source)
    web.pages["/more"] = feed(item(8), item(9, text=f"{story(1)} More."))
    web.collect(web.source("/more"))
    draft = Draft.objects.first()
    addresses = [reverse(name) for name in LISTS]
    one = [("collect.source", source), ("collect.edit_source", source), ("collect.draft", draft)]
    return [*addresses, reverse("collect.add_source"), *(reverse(name, args=[row.pk]) for name, row in one)]


def test_a_manager_sees_every_page_in_at_most_twelve_queries(
    pages, client, alice, django_assert_max_num_queries, remembered
):
    client.force_login(alice)
    for page in pages:
        client.get(page)
        with django_assert_max_num_queries(12):
            assert client.get(page).status_code == 200, page


def test_no_page_asks_more_when_there_are_more_rows(pages, web, client, alice, django_assert_num_queries, remembered):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(alice)
    counts = {}
    for page in pages:
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        counts[page] = len(queries)
    web.stories(*range(20, 40))
    web.collect(Source.objects.first())
    for page in pages:
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        assert len(queries) <= counts[page], page


def test_a_stranger_finds_no_page_and_no_action(pages, client, charlie):
    client.force_login(charlie)
    source, draft = Source.objects.first(), Draft.objects.first()
    acts = [
        reverse("work.act", args=[name, source.pk]) for name in ("collect.pause", "collect.refresh", "collect.move")
    ]
    acts += [
        reverse("work.act", args=[name, draft.pk]) for name in ("collect.skip", "collect.merge", "collect.restore")
    ]
    for page in [*pages, *acts, reverse("work.queue", args=["collect-drafts"])]:
        assert client.get(page).status_code in (302, 403, 404), page
        assert client.post(page, {"name": "x", "url": "https://x.example/feed"}).status_code in (302, 403, 404, 405), (
            page
        )
    assert Source.objects.count() == 2
    assert not Draft.objects.exclude(state="waiting").exists()


def test_an_operator_sees_sources_but_does_not_change_them(pages, client, bob):
    client.force_login(bob)
    source = Source.objects.first()
    assert client.get(reverse("collect.source", args=[source.pk])).status_code == 200
    for name, args in [("collect.add_source", []), ("collect.edit_source", [source.pk])]:
        assert client.get(reverse(name, args=args)).status_code == 404
    assert client.get(reverse("work.act", args=["collect.pause", source.pk])).status_code == 404


def test_nobody_gets_in_without_signing_in(pages, client):
    for page in pages:
        assert client.get(page).status_code == 302


def test_the_draft_page_shows_the_text_and_never_its_scripts(web, client, alice):
    web.pages["/feed"] = feed(item(1, text=f"<p>{story(1)}</p><script>alert(1)</script>"))
    web.collect(web.source())
    client.force_login(alice)
    text = client.get(reverse("collect.draft", args=[Draft.objects.get().pk])).content.decode()
    assert story(1)[:60] in text
    assert "alert(1)" not in text


def test_lists_export_without_formulas(web, client, alice):
    web.pages["/feed"] = feed(item(1, text=story(1)).replace("Story 1", "=cmd()"))
    web.collect(web.source())
    client.force_login(alice)
    answer = client.get(reverse("collect.drafts"), {"export": "csv"})
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    assert "'=cmd()" in text


def test_the_queue_shows_the_text_and_the_facts(pages, client, bob):
    client.force_login(bob)
    text = client.get(reverse("work.queue", args=["collect-drafts"])).content.decode()
    assert story(1)[:50] in text
    assert str(catalog.queue("collect.drafts").known[0].label) in text
