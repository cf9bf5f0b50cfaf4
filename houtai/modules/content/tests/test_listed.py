"""Authors, columns and series are added and changed by decisions that go back."""

from __future__ import annotations

import pytest
from django.urls import reverse

from houtai.core.catalog.catalog import catalog
from houtai.core.work.errors import NotAllowed, NotPossible
from houtai.core.work.models import Decision
from houtai.modules.content.actions import AddAuthor
from houtai.modules.content.models import Author, Column, Series
from houtai.modules.content.tests.conftest import written

VALUES = {"name": "Sea", "slug": "sea", "about": "", "place": "0"}


def url(model, name, *args):
    return reverse(f"wagtailsnippets_content_{model._meta.model_name}:{name}", args=args)


@pytest.mark.parametrize("model", [Author, Column, Series])
def test_at_the_desk_each_is_a_decision_that_goes_back(client, alice, model):
    client.force_login(alice)
    kind = model._meta.model_name
    assert client.post(url(model, "add"), VALUES).status_code == 302
    row = model.objects.get()
    client.post(url(model, "edit", row.pk), {**VALUES, "about": "Of tides."})
    client.post(url(model, "edit", row.pk), {**VALUES, "about": "Of tides."})
    changed, added = Decision.objects.order_by("-pk")
    assert [one.action for one in (changed, added)] == [f"content.change_{kind}", f"content.add_{kind}"]
    assert (changed.inputs, changed.effect) == ({"about": "Of tides."}, {"about": ""})
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
