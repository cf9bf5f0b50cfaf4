"""Sources are kept: deleted and brought back, filtered by health, and whoever answers for one is told how it does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from lxml.html import fromstring

from conftest import person
from houtai.core.catalog.catalog import catalog
from houtai.core.work.errors import NotAllowed, NotPossible
from houtai.core.workspaces.models import Outbox
from houtai.modules.collect import tasks
from houtai.modules.collect.models import Books, Draft, Fetch, Source
from houtai.modules.collect.tests.conftest import NOW

LIST = "/desk/collect/sources/"


def listed(client: Any, **query: str) -> list[str]:
    page = fromstring(client.get(LIST, query).content.decode())
    return [one.text_content().strip() for one in page.xpath("//td[contains(@class, 'title')]//a")]


@pytest.fixture
def source(db: None) -> Source:
    return Source.objects.create(name="Harbour", url="https://harbour.example/feed", next_at=NOW)


def test_a_source_is_deleted_and_its_drafts_stay(client, alice, web):
    web.stories(1, 2)
    source = web.source()
    web.collect(source)
    client.force_login(alice)
    act = f"/desk/work/act/collect.drop_source/{source.pk}/"
    assert "What it brought stays" in client.get(act).content.decode()
    client.post(act, {"seen": source.subject.version, "next": LIST})
    assert listed(client) == []
    assert listed(client, health="gone") == ["Sample /feed"]
    assert Draft.objects.waiting().count() == 2
    assert Books.differences() == []
    assert client.get(f"/desk/collect/drafts/{Draft.objects.first().pk}/").status_code == 200
    tasks.collect_source.func(source.pk)
    assert Fetch.objects.count() == 1
    assert "Bring back" in client.get(f"/desk/collect/sources/{source.pk}/").content.decode()


def test_a_deleted_one_comes_back_to_its_address_unless_another_has_it(source, alice):
    drop, back = catalog.action("collect.drop_source"), catalog.action("collect.bring_back")
    drop.run(source, by=alice).undo(by=alice)
    source.refresh_from_db()
    assert (source.state, source.url) == ("active", "https://harbour.example/feed")
    drop.run(source, by=alice)
    other = Source.objects.create(name="Other", url="https://harbour.example/feed", next_at=NOW)
    with pytest.raises(NotPossible, match="Another source"):
        back.run(source, by=alice)
    other.delete()
    back.run(source, by=alice)
    source.refresh_from_db()
    assert (source.state, source.url) == ("paused", "https://harbour.example/feed")


def test_who_may_not_change_sources_deletes_none(source, bob, client):
    with pytest.raises(NotAllowed):
        catalog.action("collect.drop_source").run(source, by=bob)
    client.force_login(bob)
    assert client.post(f"/desk/work/act/collect.drop_source/{source.pk}/").status_code == 404
    assert listed(client) == ["Harbour"]


def test_the_list_is_filtered_and_sorted_by_health(source, alice, client):
    Source.objects.create(name="Good", url="https://good.example/", last_ok=NOW)
    Source.objects.create(name="Bad", url="https://bad.example/", failures=4)
    Source.objects.create(name="Quiet", url="https://quiet.example/", state="paused")
    client.force_login(alice)
    found = {health: listed(client, health=health) for health in ("good", "failing", "paused", "new")}
    assert found == {"good": ["Good"], "failing": ["Bad"], "paused": ["Quiet"], "new": ["Harbour"]}
    assert listed(client, ordering="-failures")[0] == "Bad"


def letters() -> list[tuple[str, list[str]]]:
    """Run what was wanted until nothing is."""
    mail.outbox.clear()
    for name in ("tell", "tell_one"):
        for row in Outbox.objects.filter(task=f"houtai.modules.collect.tasks.{name}"):
            getattr(tasks, name).func(*row.args)
            row.delete()
    return [(one.subject, one.to) for one in mail.outbox]


def test_who_made_it_is_told_once_when_it_fails_and_once_when_it_is_well(web, alice):
    web.pages["/feed"] = (500, {}, "broken")
    source = web.source(made_by=alice)
    told = []
    for hour in range(4):
        web.collect(source, now=NOW + timedelta(hours=hour))
        told += letters()
    assert told == [("The source “Sample /feed” fails", [alice.email])]
    web.stories(1)
    for hour in (5, 6):
        web.collect(source, now=NOW + timedelta(hours=hour))
    assert letters() == [("The source “Sample /feed” is well again", [alice.email])]


def test_without_them_whoever_holds_the_right_is_told_and_nobody_else(web, alice, bob):
    web.pages["/feed"] = (410, {}, "gone")
    web.collect(web.source(made_by=bob))
    assert {to for _subject, (to,) in letters()} == {alice.email}


def test_the_page_tells_of_a_look_that_was_asked_for(client, web, alice):
    web.stories(1)
    source = web.source()
    web.collect(source)
    client.force_login(alice)
    address = f"/desk/collect/sources/{source.pk}/"
    assert client.get(address).headers.get("Refresh") is None
    client.post(f"/desk/work/act/collect.refresh/{source.pk}/", {"seen": source.subject.version})
    page = client.get(address)
    assert "A look was asked for" in page.content.decode()
    assert page["Refresh"] == "3"
    source.refresh_from_db()
    web.stories(1, 2)
    run = web.collect(source, now=source.wanted_at)
    page = client.get(address)
    assert "The look that was asked for brought 1 draft." in page.content.decode()
    assert page.headers.get("Refresh") is None
    (link,) = fromstring(page.content.decode()).xpath("//p[@role='status']/a/@href")
    assert link.endswith(f"run={run.pk}")
    assert [draft.title for draft in client.get(link).context["object_list"]] == ["Story 2"]


def test_a_viewer_is_told_too_and_may_ask_for_nothing(client, source):
    source.note(wanted_at=NOW)
    client.force_login(person("viewer", "Viewers"))
    page = client.get(f"/desk/collect/sources/{source.pk}/").content.decode()
    assert "collect.drop_source" not in page
