from __future__ import annotations

from django.contrib.auth.models import Group

from houtai.core.work.models import Decision
from houtai.modules.coedit.models import Room
from houtai.modules.content.api import comparing
from houtai.modules.content.models import Article
from tests.api.asking import Program, key_of
from tests.api.conftest import written


def newest(article):
    return Article.objects.get(pk=article.pk).get_latest_revision_as_object()


def test_drafts_are_listed_read_and_restored(of_alice, alice, published):
    path, first = f"articles/{published.pk}", published.latest_revision_id
    published.tags.add("tides")
    published.title, published.body = "Tide tables go paper again", "<p>On paper.</p>"
    published.save_revision(user=alice)
    told = of_alice.get(f"{path}/revisions?limit=1").said
    assert [(one["title"], one["newest"], one["public"]) for one in told["revisions"]] == [
        ("Tide tables go paper again", True, False)
    ]
    assert told["revisions"][0]["by"] == {"id": alice.pk, "name": str(alice)}
    (older,) = of_alice.get(f"{path}/revisions?cursor={told['next']}").said["revisions"]
    assert (older["id"], older["newest"], older["public"]) == (first, False, True)
    whole = of_alice.get(f"{path}/revisions/{first}")
    assert (whole.said["article"]["title"], whole.said["article"]["revision"]) == ("Tide tables go digital", first)
    answer = of_alice.post(
        f"{path}/revisions/{first}/restore", {"because": "Too early"}, if_match=whole.headers["ETag"]
    )
    assert (answer.status_code, answer.said["action"]) == (200, "content.revise")
    draft = newest(published)
    assert (draft.title, list(draft.tags.names()), draft.live_revision_id) == ("Tide tables go digital", [], first)
    Decision.objects.get(pk=answer.said["decision"]).undo(by=alice)
    assert (newest(published).title, list(newest(published).tags.names())) == ("Tide tables go paper again", ["tides"])


def test_a_text_that_is_written_together_is_restored_before_their_eyes(of_alice, draft):
    first = draft.latest_revision_id
    room = Room.objects.seeded(draft, "body")
    room.rewrite("<p>An hour of words.</p>")
    path = f"articles/{draft.pk}/revisions/{first}/restore"
    assert of_alice.post(path, {}, if_match="*").status_code == 200
    room.refresh_from_db()
    assert room.html() == newest(draft).body == "<p>The harbour office puts its tide tables on line.</p>"
    kept = of_alice.get(f"articles/{draft.pk}/revisions").said["revisions"][1]["id"]
    assert of_alice.get(f"articles/{draft.pk}/revisions/{kept}").said["article"]["body"] == "<p>An hour of words.</p>"


def test_what_is_not_this_articles_or_was_not_seen_is_not_restored(of_alice, draft):
    other = written(title="High water", body="<p>At noon.</p>")
    path = f"articles/{draft.pk}/revisions"
    seen = of_alice.get(f"articles/{draft.pk}").headers["ETag"]
    draft.save_revision()
    for revision in (other.latest_revision_id, 10**9):
        assert of_alice.get(f"{path}/{revision}").status_code == 404
        assert of_alice.post(f"{path}/{revision}/restore", {}, if_match="*").status_code == 404
    first = draft.revisions.first().pk
    assert of_alice.post(f"{path}/{first}/restore", {}).status_code == 428
    assert of_alice.post(f"{path}/{first}/restore", {}, if_match=seen).status_code == 412
    assert not Decision.objects.filter(action="content.revise").exists()


def test_who_may_not_change_articles_sees_no_earlier_draft(stranger, alice, bob, editor, published, secret):
    first, path = published.latest_revision_id, f"articles/{published.pk}/revisions"
    doors = [("GET", path), ("GET", f"{path}/{first}"), ("POST", f"{path}/{first}/restore")]
    doors.append(("GET", f"{path}/{first}/compare/{first}"))
    body: dict[str, str] = {}
    viewer, reads, elsewhere = Program(key_of(bob)), Program(key_of(alice, writes=False)), Program(key_of(editor))
    bob.groups.set(Group.objects.filter(name="Viewers"))
    for method, door in doors:
        assert stranger.ask(method, door, body).status_code == 401
        assert viewer.ask(method, door, body, if_match="*").status_code == 403
        assert reads.ask(method, door, body, if_match="*").status_code == (403 if method == "POST" else 200)
        hidden = door.replace(f"articles/{published.pk}", f"articles/{secret.pk}")
        assert elsewhere.ask(method, hidden, body, if_match="*").status_code == 404


def test_two_drafts_are_compared_by_field_and_paragraph(of_alice, draft, monkeypatch):
    first, same = draft.latest_revision_id, "".join(f"<p>Part {number}.</p>" for number in range(5))
    draft.tags.add("tides")
    draft.title, draft.body = (
        "Tide tables go paper",
        f"{same}<p>The harbour office puts its tide tables on <b>paper</b>.</p>",
    )
    draft.save_revision()
    second = draft.latest_revision_id
    draft.body = f"{same}<p>The harbour office keeps its tide tables on <b>paper</b>.</p>"
    draft.save_revision()
    path = f"articles/{draft.pk}/revisions"
    told = of_alice.get(f"{path}/{first}/compare/{second}").said
    fields = {one["name"]: one for one in told["fields"]}
    assert fields.keys() == {"title", "tags"}
    assert (fields["tags"]["before"], fields["tags"]["after"]) == ([], ["tides"])
    assert {"kind": "added", "text": "paper"} in fields["title"]["parts"]
    assert told["body"][0]["parts"] == [{"kind": "added", "text": "Part 0."}]
    told = of_alice.get(f"{path}/{second}/compare/{draft.latest_revision_id}").said
    assert (told["fields"], told["whole"], len(told["body"])) == ([], True, 2)
    assert (told["body"][0]["kind"], told["body"][0]["skipped"]) == ("skipped", 5)
    assert {"kind": "removed", "text": "puts"} in told["body"][1]["parts"]
    monkeypatch.setattr(comparing, "MOST", 1)
    assert of_alice.get(f"{path}/{first}/compare/{second}").said["whole"] is False
    monkeypatch.setattr(comparing, "LONGEST", 99)
    assert of_alice.get(f"{path}/{first}/compare/{second}").status_code == 413
    other = written(title="High water").latest_revision_id
    assert of_alice.get(f"{path}/{first}/compare/{other}").status_code == 404
