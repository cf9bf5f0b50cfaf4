"""Programs add and change authors, columns and series, and merge tags, as far as their person may."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission

from houtai.core.work.models import Decision
from houtai.modules.content.models import Author, Column, Series, Topic
from tests.api.asking import Program, key_of
from tests.api.conftest import written


@pytest.mark.parametrize(("kind", "model"), [("authors", Author), ("columns", Column), ("series", Series)])
def test_each_is_added_read_changed_and_taken_back(of_alice, alice, kind, model):
    sent = {"name": "The Sea", "about": "Of tides."}
    first, again = (of_alice.post(kind, sent, idempotency_key="a-1") for _ in range(2))
    assert (first.status_code, first.said) == (201, again.said)
    row = model.objects.get()
    path = first.headers["Location"].removeprefix("/api/v1/")
    shown = of_alice.get(path)
    assert (shown.said["slug"], shown.said["about"]) == ("the-sea", "Of tides.")
    assert Decision.objects.get(pk=first.said["decision"]).facts == {"api_key": "Shop"}
    assert of_alice.ask("PATCH", path, {"about": "Blind"}).status_code == 428
    seen = {"if_match": shown.headers["ETag"], "idempotency_key": "a-2"}
    changed, again = (of_alice.ask("PATCH", path, {"slug": "sea", "about": ""}, **seen) for _ in range(2))
    assert (changed.status_code, changed.said) == (200, again.said)
    assert changed.said["action"] == f"content.change_{model._meta.model_name}"
    path = path.replace("the-sea", "sea")
    late = of_alice.ask("PATCH", path, {"about": "Late"}, if_match=shown.headers["ETag"])
    assert (late.status_code, late.said["type"]) == (412, "/api/v1/#changed")
    Decision.objects.get(pk=changed.said["decision"]).undo(by=alice)
    row.refresh_from_db()
    assert (row.slug, row.about) == ("the-sea", "Of tides.")
    assert of_alice.get(kind).said[kind][0]["slug"] == "the-sea"


def test_a_column_names_its_desk_and_its_workflow(of_alice, of_editor, alice, submitting):
    Group.objects.create(name="Investigations")
    sent = {"name": "Quays", "desk": "Investigations", "workflow": submitting, "place": 3}
    assert of_alice.post("columns", sent).status_code == 201
    inside = {"desk": "Investigations", "workflow": submitting, "place": 3}
    assert inside.items() <= of_alice.get("columns/quays").said.items()
    assert of_editor.get("columns/quays").said["desk"] is None
    assert of_alice.ask("PATCH", "columns/quays", {"desk": None}, if_match="*").status_code == 200
    assert Column.objects.get().desk is None


@pytest.mark.parametrize(("kind", "model"), [("authors", Author), ("columns", Column), ("series", Series)])
def test_each_is_deleted_while_no_article_names_it_and_comes_back(of_alice, of_editor, stranger, kind, model):
    row = model.objects.create(name="The Sea", slug="water")
    row.slug = "sea"
    row.save()
    path = f"authors/{row.pk}" if model is Author else f"{kind}/sea"
    for program, status in ((stranger, 401), (of_editor, 403)):
        assert program.ask("DELETE", path).status_code == status
    named = written(title="Low water", **{model._meta.model_name: row})
    assert of_alice.ask("DELETE", path).status_code == 409
    named.delete()
    gone = of_alice.ask("DELETE", path, if_match="*")
    assert (gone.status_code, gone.said["action"]) == (200, f"content.delete_{model._meta.model_name}")
    assert of_alice.ask("DELETE", path).status_code == 404
    assert of_editor.post(f"decisions/{gone.said['decision']}/undo", {}).status_code in (403, 404)
    model.objects.create(name="Water", slug="water")
    back = of_alice.post(f"decisions/{gone.said['decision']}/undo", {})
    assert back.status_code == 200
    assert "the old address “water”" in back.said["outcome"]
    assert model.objects.get(name="The Sea") == row


@pytest.fixture
def submitting(db):
    from wagtail.models import Workflow

    return Workflow.objects.filter(active=True).first().name


@pytest.mark.once("what a form refuses reaches no table")
@pytest.mark.parametrize(
    ("kind", "fields", "where"),
    [
        ("authors", {}, "body.fields.name"),
        ("authors", {"name": "Mei", "picture": 999}, "picture"),
        ("authors", {"name": "N" * 121}, "body.fields.name"),
        ("columns", {"name": "Taken"}, "name"),
        ("columns", {"name": "Sea", "desk": "Nobody"}, "desk"),
        ("columns", {"name": "Sea", "workflow": "None"}, "workflow"),
        ("columns", {"name": "Sea", "place": -1}, "body.fields.place"),
        ("columns", {"name": "!!!"}, "slug"),
        ("series", {"name": "Sea", "slug": "no blanks"}, "slug"),
        ("series", {"name": "Sea", "nam": "Sea"}, "body.fields.nam"),
        ("series", {"name": "a\x00b"}, "body.fields.name"),
    ],
)
def test_what_cannot_be_used_is_told_where(of_alice, kind, fields, where):
    Column.objects.create(name="Taken", slug="other")
    answer = of_alice.post(kind, fields)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert [error["where"] for error in answer.said["errors"]] == [where]
    assert (Author.objects.count(), Column.objects.count(), Series.objects.count()) == (0, 1, 0)


def test_nobody_else_adds_or_changes_any(stranger, of_editor, alice, bob, guarded):
    """The editor adds authors, and no more."""
    Author.objects.create(name="Mei Lin")
    Series.objects.create(name="Tides", slug="tides")
    viewer, reads = Program(key_of(bob)), Program(key_of(alice, writes=False))
    bob.groups.set(Group.objects.filter(name="Viewers"))
    doors = [("authors", f"authors/{Author.objects.get().pk}"), ("columns", f"columns/{guarded.slug}")]
    for kind, path in [*doors, ("series", "series/tides")]:
        for program, status in ((stranger, 401), (viewer, 403), (reads, 403), (of_editor, 403)):
            added = program.post(kind, {"name": "Mine"})
            assert added.status_code == (201 if (program, kind) == (of_editor, "authors") else status)
            assert program.ask("PATCH", path, {"name": "Mine too"}, if_match="*").status_code == status
    assert not Author.objects.filter(name="Mine too").exists()
    assert Column.objects.get().name == "Investigations"


def tagged(title, *tags, **fields):
    article = written(title=title, **fields)
    article.tags.add(*tags)
    article.save()
    return article


def test_a_tag_is_merged_and_taken_apart(of_alice, of_editor, stranger):
    article = tagged("Low water", "tide")
    tagged("High water", "tides")
    seen = of_alice.get("tags/tide").headers["ETag"]
    assert of_alice.post("tags/tide/merge", {"into": "nowhere"}).status_code == 422
    assert of_alice.post("tags/tide/merge", {"into": "tide"}).status_code == 422
    merged = of_alice.post("tags/tide/merge", {"into": "tides"}, if_match=seen)
    assert (merged.status_code, merged.said["action"]) == (200, "content.merge_tag")
    assert list(article.tags.names()) == ["tides"]
    assert of_alice.get("tags/tide").said["into"] == "tides"
    assert [one["slug"] for one in of_alice.get("tags?merged=true").said["tags"]] == ["tide"]
    assert of_editor.get("tags?merged=true").said["tags"] == stranger.get("tags?merged=true").said["tags"] == []
    assert of_alice.post("tags/tide/merge", {"into": "tides"}).status_code == 409
    assert of_alice.post("tags/tide/unmerge", {}).status_code == 200
    assert of_alice.get("tags/tide").said["into"] is None


def test_tags_are_seen_and_merged_by_whoever_may(stranger, of_editor, secret, bob):
    secret.tags.add("quay", "pier")
    secret.save()
    viewer = Program(key_of(bob))
    bob.groups.set(Group.objects.filter(name="Viewers"))
    for program in (stranger, of_editor, viewer):
        assert program.get("tags/quay").status_code == 404
        refused = program.post("tags/quay/merge", {"into": "pier"})
        assert refused.status_code == (401 if program is stranger else 403)
    assert not Topic.objects.exclude(into=None).exists()


def test_what_is_public_is_listed_to_everybody(stranger, alice, bob):
    """A key whose user sees no list at the desk tells as much as none."""
    mei, hal = (Author.objects.create(name=name) for name in ("Mei Lin", "Hal Ford"))
    tides = Series.objects.create(name="Tides", slug="tides")
    written(title="Low water", body="<p>At noon.</p>", author=mei, series=tides).act("publish", alice)
    viewer = Program(key_of(bob))
    bob.groups.set(Group.objects.filter(name="Viewers"))
    for program in (stranger, viewer):
        assert [one["name"] for one in program.get("authors").said["authors"]] == ["Mei Lin"]
        assert [one["slug"] for one in program.get("series").said["series"]] == ["tides"]
        assert program.get(f"authors/{mei.pk}").said["slug"] == "mei-lin"
        assert program.get(f"authors/{hal.pk}").status_code == 404
    bob.groups.get().permissions.add(Permission.objects.get(codename="view_author"))
    assert len(viewer.get("authors").said["authors"]) == 2


def test_lists_are_narrowed_and_turned_by_name(of_alice):
    for name in ("Ann", "Bea", "Anders"):
        Author.objects.create(name=name)
    names, cursor = [], ""
    for _page in range(2):
        told = of_alice.get(f"authors?limit=2&cursor={cursor}").said
        names += [one["name"] for one in told["authors"]]
        cursor = told["next"]
    assert (names, cursor) == (["Anders", "Ann", "Bea"], "")
    assert [one["name"] for one in of_alice.get("authors?q=an").said["authors"]] == ["Anders", "Ann"]
    tagged("Low water", "tides", "ferry")
    assert [one["slug"] for one in of_alice.get("tags?q=tid").said["tags"]] == ["tides"]
    assert of_alice.get("columns?limit=0").status_code == 422
