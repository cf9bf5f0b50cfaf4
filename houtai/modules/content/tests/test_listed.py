"""Authors, columns and series are added and changed by decisions that go back."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.urls import reverse

from houtai.core.catalog.catalog import catalog
from houtai.core.work.errors import NotAllowed, NotPossible
from houtai.core.work.models import Decision, Subject
from houtai.modules.content.actions import AddAuthor, listed
from houtai.modules.content.api.listing import form_for
from houtai.modules.content.models import Author, Column, Series
from houtai.modules.content.tests.conftest import written

make_subjects = import_module("houtai.modules.content.migrations.0027_listed_subjects").make_subjects
VALUES = {"name": "Sea", "slug": "sea", "about": "", "place": "0"}


def url(model, name, *args):
    return reverse(f"wagtailsnippets_content_{model._meta.model_name}:{name}", args=args)


@pytest.mark.parametrize("model", [Author, Column, Series])
def test_at_the_desk_each_is_a_decision_that_goes_back(client, alice, model):
    client.force_login(alice)
    kind = model._meta.model_name
    assert client.post(url(model, "add"), VALUES).status_code == 302
    row = model.objects.get()
    page = client.post(url(model, "edit", row.pk), {**VALUES, "about": "Of tides."}, follow=True).content.decode()
    client.post(url(model, "edit", row.pk), {**VALUES, "about": "Of tides."})
    changed, added = Decision.objects.order_by("-pk")
    assert [one.action for one in (changed, added)] == [f"content.change_{kind}", f"content.add_{kind}"]
    assert reverse("work.undo", args=[changed.pk]) in page
    assert (changed.inputs, changed.effect) == ({"about": "Of tides."}, {"about": ""})
    assert changed.outcome == "Changed: about"
    changed.undo(by=alice)
    row.refresh_from_db()
    assert (row.name, row.about) == ("Sea", "")


def test_what_was_added_is_removed_again_until_something_names_it(alice):
    row = Author.objects.create(name="Mei Lin")
    AddAuthor(new=True).run(row, by=alice).undo(by=alice)
    assert not Author.objects.exists()
    row = Author.objects.create(name="Mei Lin")
    added = AddAuthor(new=True).run(row, by=alice)
    written(title="Low water", author=row)
    with pytest.raises(NotPossible):
        added.undo(by=alice)


def test_nobody_adds_or_removes_what_is_there_by_its_name_alone(alice, editor):
    row = Column.objects.create(name="Sea", slug="sea")
    for name in ("content.add_column", "content.remove_column"):
        with pytest.raises(NotPossible):
            catalog.action(name).run(row, by=alice)
    with pytest.raises(NotAllowed):
        catalog.action("content.change_column").run(row, by=editor, name="Mine")
    assert Column.objects.get().name == "Sea"


@pytest.mark.parametrize("model", [Author, Column, Series])
def test_what_was_there_before_is_a_subject_as_what_is_new(db, model):
    row = model.objects.create(name="港口", slug="港口")
    shown = ("key", "title", "url", "state", "version")
    today = Subject.objects.filter(kind=model._meta.label_lower).values(*shown).get()
    Subject.objects.all().delete()
    before = [("content", "0026_public_links"), ("work", "0002_append_only")]
    make_subjects(MigrationLoader(connection).project_state(before).apps, None)
    assert Subject.objects.filter(kind=model._meta.label_lower).values(*shown).get() == today
    assert row.subject.title == "港口"


def test_whoever_is_faster_has_the_name(alice, monkeypatch):
    row = Column.objects.create(name="Sea", slug="sea")

    def then_somebody_else(target, changes, *, user):
        form = form_for(target, changes, user=user)
        Column.objects.create(name="Harbour", slug="harbour")
        return form

    monkeypatch.setattr(listed, "form_for", then_somebody_else)
    with pytest.raises(NotPossible):
        catalog.action("content.change_column").run(row, by=alice, name="Harbour")
    assert Column.objects.get(pk=row.pk).name == "Sea"
