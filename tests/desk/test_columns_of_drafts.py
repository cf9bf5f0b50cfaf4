"""Whoever does not work on a source's column finds nothing of what it sent, through no door."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from houtai.core.catalog.catalog import catalog
from houtai.core.work.errors import NotFound
from houtai.core.work.models import Decision
from houtai.modules.collect.models import Draft, Entry, Fetch, Source
from houtai.modules.collect.models.story import tellers
from houtai.modules.content.models import Article, Column

SECRET = "Quarterly secrets"
LISTS = ["collect.sources", "collect.drafts", "collect.entries", "work.decisions", "work.queues", "wagtailadmin_home"]


def send(source: Source, title: str, **values: Any) -> Draft:
    draft: Draft = Draft.objects.create(
        source=source, place=source.place, title=title, html=f"<p>{title}.</p>", words=90, collected_at=now(), **values
    )
    return draft


@pytest.fixture
def column(db: None) -> Column:
    return Column.objects.create(name="Finance", slug="finance", desk=Group.objects.create(name="Finance desk"))


@pytest.fixture
def secret(column: Column, alice: Any) -> Draft:
    """Of a column with a desk of its own; another one of it was skipped, and an entry repeats a draft for all."""
    source = Source.objects.create(name=f"{SECRET} feed", url="https://f.example/feed", next_at=now())
    source.go_to(column.pk, column.name)
    catalog.action("collect.skip").run(send(source, f"{SECRET} again"), by=alice)
    draft = send(source, SECRET)
    open_source = Source.objects.create(name="Open", url="https://o.example/feed", next_at=now())
    known = send(open_source, "Tide tables", similar=draft.subject, similarity=0.8)
    run, told = Fetch.objects.create(source=source, at=now()), {"reason": "same_text", "at": now(), "title": SECRET}
    Entry.objects.create(source=source, fetch=run, key="1", fate="duplicate", duplicate_of=known.subject, **told)
    told["title"] = "Tide tables"
    Entry.objects.create(source=open_source, fetch=run, key="2", fate="duplicate", duplicate_of=draft.subject, **told)
    return draft


def doors(draft: Draft) -> list[str]:
    queue, acts = reverse("work.queue", args=["collect-drafts"]), ("content.accept", "content.take", "collect.skip")
    source = [reverse(f"collect.{name}", args=[draft.source_id]) for name in ("source", "edit_source", "following")]
    about = [reverse("collect.draft", args=[draft.pk]), f"{queue}?item={draft.pk}", *source]
    about += [f"{reverse('work.act', args=[name, draft.pk])}?kind=collect.draft" for name in (*acts, "collect.merge")]
    about += [reverse("work.decision", args=[row.pk]) for row in Decision.objects.filter(action="collect.skip")]
    open_one = Draft.objects.get(title="Tide tables").pk
    around = [reverse("collect.draft", args=[open_one]), f"{queue}?item={open_one}", queue, f"{queue}?q=Quarterly"]
    around += [reverse("work.act", args=["collect.merge", open_one])]
    around += [f"{reverse(f'collect.{name}')}?export=csv" for name in ("drafts", "entries", "sources")]
    around += [f"{door}?choices=source" for door in (reverse("collect.drafts"), queue)]
    return [*about, *around, *(reverse(name) for name in LISTS), f"{reverse('collect.drafts')}?q=Quarterly"]


def said(answer: Any) -> str:
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()


def test_no_door_shows_it_to_who_works_elsewhere(secret, bob, client):
    client.force_login(bob)
    for door in doors(secret):
        answer = client.get(door)
        hides = said(answer).replace("?q=Quarterly", "").replace('value="Quarterly"', "")
        assert SECRET not in hides, door
        if f"/{secret.pk}/" in door and "collect.draft" in door:
            assert answer.status_code == 404, door
    assert client.get(reverse("collect.draft", args=[secret.pk])).status_code == 404
    assert catalog.queue("collect.drafts").count_for(bob).number == 1


def test_no_action_reaches_it(secret, bob):
    open_one = Draft.objects.get(title="Tide tables")
    for name in ("content.accept", "content.take", "collect.skip"):
        with pytest.raises(NotFound):
            catalog.action(name).run(secret, by=bob)
    form = catalog.action("collect.merge").ask_with(open_one, user=bob, data={"m-into": secret.pk})
    assert not form.is_valid()
    assert tellers(open_one, user=bob) == []
    assert not Article.objects.exists()


def test_its_desk_finds_it_behind_every_door_in_few_queries(secret, column, bob, client, remembered):
    bob.groups.add(column.desk)
    client.force_login(bob)
    shown = [door for door in doors(secret) if SECRET in said(client.get(door))]
    assert len(shown) >= 14, shown
    for door in doors(secret):
        with (
            CaptureQueriesContext(connections["default"]) as ours,
            CaptureQueriesContext(connections["control"]) as control,
        ):
            client.get(door)
        # Who works on some columns is asked for them, and a draft that others tell too is shown with these.
        most = 12 + ("?q=" in door)
        assert len(ours) + len(control) <= most, (door, [each["sql"] for each in [*control, *ours]])


def test_what_was_collected_goes_with_its_source(secret, bob):
    secret.source.go_to(0, "")
    assert Draft.objects.visible_to(bob).count() == 3
