"""What of an article stands in other rows: for readers, and for those who see drafts."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.utils.timezone import now

from tests.api.conftest import written

NO_DESK = {"goes_live": None, "review": None, "assignee": None, "due": None}


def test_readers_are_told_corrections_reading_time_and_what_is_related(stranger, alice, published):
    other, hidden = (written(title=title, body="<p>Water.</p>") for title in ("High water", "Low water"))
    for one in (published, other, hidden):
        one.tags.add("tides")
        one.save()
        one.save_revision()
    published.act("publish", alice)
    other.act("publish", alice)
    for text in ("It was noon.", "It was Monday."):
        published.act("correct", alice, text=text)
    published.act("uncorrect", alice, correction=published.corrections.last().pk)
    told = stranger.get(f"articles/{published.pk}").said
    assert [one["text"] for one in told["corrections"]] == ["It was noon."]
    assert [one["title"] for one in told["related"]] == ["High water"]
    assert (told["reading_minutes"], told["expires"], told["desk"]) == (1, None, None)


def test_an_answer_is_sent_again_when_what_stands_beside_it_changes(stranger, alice, published, guarded):
    other = written(title="High water", body="<p>Water.</p>", column=guarded)
    published.column = guarded
    published.save()
    path = f"articles/{published.pk}"
    tag = stranger.get(path).headers["ETag"]
    assert stranger.get(path, if_none_match=tag).status_code == 304
    other.act("publish", alice)
    cache.clear()
    assert [one["id"] for one in stranger.get(path, if_none_match=tag).said["related"]] == [other.pk]


def test_what_waits_for_its_time_is_told_to_those_who_see_drafts_alone(of_alice, stranger, published):
    path, at = f"articles/{published.pk}", now().replace(microsecond=0) + timedelta(days=1)
    of_alice.post(f"{path}/schedule", {"at": at.isoformat(), "until": (at + timedelta(days=1)).isoformat()})
    with_key, without = (program.get(path).said for program in (of_alice, stranger))
    assert with_key["desk"]["goes_live"][:19] == at.isoformat()[:19]
    assert with_key["expires"]
    assert (without["desk"], without["expires"]) == (None, None)


def test_the_review_and_who_works_on_it_are_told_to_those_who_see_drafts_alone(
    of_editor, of_alice, alice, stranger, published
):
    path = f"articles/{published.pk}"
    assert of_editor.get(path).said["desk"] == NO_DESK
    of_alice.post(f"{path}/assign", {"to": alice.pk, "due": "2030-01-31"})
    of_alice.post(f"{path}/submit", {})
    of_alice.post(f"{path}/reject", {"comment": "Say where."})
    for told in (of_editor.get(path).said, of_editor.get("articles").said["articles"][0]):
        desk = told["desk"]
        assert (desk["assignee"], desk["due"]) == ({"id": alice.pk, "name": str(alice)}, "2030-01-31")
        assert (desk["review"]["state"], desk["review"]["comment"]) == ("needs_changes", "Say where.")
        assert desk["review"]["step"]
    of_alice.post(f"{path}/submit", {})
    assert of_editor.get(path).said["desk"]["review"]["comment"] == "Say where."
    assert stranger.get("articles").said["articles"][0]["desk"] is None
    assert "Say where." not in stranger.get(path).content.decode()
