from __future__ import annotations

from django.contrib.auth.models import Group

from houtai.modules.content.models import Series
from tests.api.asking import Program, key_of
from tests.api.conftest import written


def names(answer):
    return [one["name"] for one in answer.said["people"]]


def test_whoever_may_assign_is_told_to_whom(of_alice, alice, editor, bob, secret, guarded):
    bob.groups.clear()
    assert set(names(of_alice.get("people"))) >= {str(alice), str(editor)}
    assert str(bob) not in names(of_alice.get("people"))
    of_it = of_alice.get(f"people?article={secret.pk}").said["people"]
    assert {"id": alice.pk, "name": str(alice)} in of_it
    assert str(editor) not in [one["name"] for one in of_it]
    assert of_alice.post(f"articles/{secret.pk}/assign", {"to": of_it[0]["id"]}).status_code == 200


def test_nobody_else_is_told_anything_of_people(stranger, alice, bob, of_editor, secret):
    viewer, reads = Program(key_of(bob)), Program(key_of(alice, writes=False))
    bob.groups.set(Group.objects.filter(name="Viewers"))
    assert stranger.get("people").status_code == 401
    assert viewer.get("people").status_code == reads.get("people").status_code == 403
    assert of_editor.get(f"people?article={secret.pk}").status_code == 404


def test_series_are_listed_to_readers_when_they_see_something_of_them(of_editor, stranger, alice):
    tides, quays = (Series.objects.create(name=name, slug=name.lower()) for name in ("Tides", "Quays"))
    written(title="Who owns the quay", series=quays)
    written(title="High water", body="<p>At noon.</p>", series=tides).act("publish", alice)
    assert [one["slug"] for one in stranger.get("series").said["series"]] == ["tides"]
    assert stranger.get("series").said["series"][0]["url"].endswith(tides.get_absolute_url())
    assert [one["slug"] for one in of_editor.get("series").said["series"]] == ["quays", "tides"]
