"""A source goes to a column that there is; what is called like none stays, and is said."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.timezone import now

from houtai.modules.collect.models import Draft, Source
from houtai.modules.content.models import Column

FIELDS = {"name": "Feed", "url": "https://f.example/feed", "soonest": 15, "latest": 1440, "tags": "harbour，ships"}


@pytest.fixture
def source(db: None) -> Source:
    return Source.objects.create(name="Feed", url=FIELDS["url"], next_at=now(), column="Sea")


@pytest.fixture
def draft(source: Source) -> Draft:
    return Draft.objects.create(source=source, title="Tides", html="<p>Low.</p>", words=1, collected_at=now())


def place(row: Any) -> int:
    row.refresh_from_db()
    return int(row.place)


def test_what_was_written_before_becomes_the_column_of_this_name(source, draft):
    Column.objects.bulk_create([Column(name="Sea", slug="sea")])
    import_module("houtai.modules.collect.migrations.0007_known_columns").find_columns(apps, None)
    assert place(source) == place(draft) == Column.objects.get().pk


def test_a_column_that_is_made_later_is_found_and_keeps_its_sources_when_it_is_renamed(source, draft, alice, client):
    client.force_login(alice)
    page = reverse("collect.source", args=[source.pk])
    assert "No column is called so" in client.get(page).content.decode()
    column = Column.objects.create(name="Sea", slug="sea")
    assert place(source) == place(draft) == column.pk
    column.name = "Coast"
    column.save()
    source.refresh_from_db()
    assert (source.column, source.place) == ("Coast", column.pk)
    column.delete()
    assert "This column is no longer there" in client.get(page).content.decode()


def test_the_form_offers_the_columns_that_somebody_works_on(source, draft, alice, client):
    theirs = Column.objects.create(name="Finance", slug="finance", desk=Group.objects.create(name="Finance desk"))
    ours = Column.objects.create(name="Coast", slug="coast")
    helper = Group.objects.get(name="Managers")
    helper.permissions.remove(*helper.permissions.filter(codename="change_column"))
    client.force_login(alice)
    edit = reverse("collect.edit_source", args=[source.pk])
    shown = client.get(edit).content.decode()
    assert "“Sea”, which is no column" in shown
    assert "Finance" not in shown
    assert client.post(edit, {**FIELDS, "column": theirs.pk}).status_code == 422
    client.post(edit, {**FIELDS, "column": -1})
    source.refresh_from_db()
    assert (source.column, source.place, source.own_tags) == ("Sea", 0, ("harbour", "ships"))
    client.post(edit, {**FIELDS, "column": ours.pk})
    assert place(source) == place(draft) == ours.pk
    client.post(edit, {**FIELDS, "column": 0})
    source.refresh_from_db()
    assert (source.column, source.place, place(draft)) == ("", 0, 0)
