from __future__ import annotations

import pytest

from houtai.core.work.models import Decision
from houtai.modules.coedit.models import Room
from houtai.modules.content.models import Article, Author, Column, State
from houtai.modules.content.models.headline import Headline
from tests.api.asking import Program, key_of


def body_of(article):
    article.refresh_from_db()
    return article.get_latest_revision_as_object().body


def test_a_draft_is_written_whole(of_editor, editor):
    column, author = Column.objects.create(name="Sea", slug="sea"), Author.objects.create(name="Mei Lin")
    fields = {"title": "Low water", "body": "<p>At <b>noon</b>.</p>", "column": "sea", "author": author.pk}
    answer = of_editor.post("articles", {**fields, "tags": ["tides", "the sea"], "summary": "Mind the tide."})
    assert answer.status_code == 201
    article = Article.objects.get()
    assert answer.headers["Location"] == f"/api/v1/articles/{article.pk}"
    assert (article.column, article.author, article.state) == (column, author, State.DRAFT)
    assert sorted(article.tags.names()) == ["the sea", "tides"]
    assert article.latest_revision.user == editor
    made = Decision.objects.get(action="content.write")
    assert (made.user, made.facts) == (editor, {"api_key": "Shop"})
    assert "noon" not in str(made.inputs)
    shown = of_editor.get(f"articles/{article.pk}")
    assert shown.said["body"] == "<p>At <strong>noon</strong>.</p>"
    assert shown.said["version"] == answer.said["subject"]["version"]


def test_further_headlines_are_written_changed_and_taken_back(of_editor, editor):
    made = of_editor.post("articles", {"title": "Low water", "headlines": ["Mind the tide", "  The sea is gone "]})
    path = f"articles/{made.said['subject']['key']}"
    assert of_editor.get(path).said["headlines"] == ["Mind the tide", "The sea is gone"]
    assert of_editor.ask("PATCH", path, {"summary": "At noon."}, if_match="*").status_code == 200
    changed = of_editor.ask("PATCH", path, {"headlines": ["Low, lower"]}, if_match="*")
    assert of_editor.get(path).said["headlines"] == ["Low, lower"]
    Decision.objects.get(pk=changed.said["decision"]).undo(by=editor)
    assert of_editor.get(path).said["headlines"] == ["Mind the tide", "The sea is gone"]


@pytest.mark.parametrize("headlines", [["Twice", "twice "], [" "], ["x" * 301], ["a", "b", "c", "d", "e"], "one"])
def test_headlines_that_cannot_be_used_are_refused(of_editor, draft, headlines):
    answer = of_editor.ask("PATCH", f"articles/{draft.pk}", {"headlines": headlines}, if_match="*")
    assert answer.status_code == 422
    assert all("headlines" in error["where"] for error in answer.said["errors"])
    assert not Headline.objects.exists()


def test_what_the_text_may_not_hold_is_left_out(of_editor):
    hostile = '<p onclick="x()">Calm<script>alert(1)</script><img src=x onerror=alert(1)></p>'
    for body in (hostile, '{"room": "content.article/1/body", "text": "<script>alert(1)</script>"}'):
        answer = of_editor.post("articles", {"title": "Calm", "body": body})
        shown = of_editor.get(f"articles/{answer.said['subject']['key']}").said
        for part in ("<script", "onclick", "onerror"):
            assert part not in shown["body"] + shown["html"]


def test_a_player_is_kept_and_told_as_a_link(of_editor):
    sent = '<p>a</p><iframe src="https://youtu.be/dQw4w9WgXcQ"></iframe><iframe src="https://youtu.be.evil.example/x"></iframe>'
    answer = of_editor.post("articles", {"title": "Calm", "body": sent})
    shown = of_editor.get(f"articles/{answer.said['subject']['key']}").said
    film = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert shown["body"] == f'<p>a</p><embed embedtype="media" url="{film}"/>'
    assert shown["html"] == f'<p>a</p><p><a href="{film}" rel="nofollow noopener">YouTube: {film}</a></p>'


def test_sent_twice_it_is_written_once(of_editor):
    sent = {"title": "Low water"}
    first = of_editor.post("articles", sent, idempotency_key="a-1")
    again = of_editor.post("articles", sent, idempotency_key="a-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.said == again.said
    assert Article.objects.count() == 1
    other = of_editor.post(f"articles/{Article.objects.get().pk}/publish", {}, idempotency_key="a-1")
    assert other.status_code in (403, 409)
    assert of_editor.post("articles", sent, idempotency_key="no blanks").status_code == 422


def test_keys_of_a_retry_are_each_persons_own(of_editor, of_alice):
    for program in (of_editor, of_alice):
        assert program.post("articles", {"title": "Low water"}, idempotency_key="a-1").status_code == 201
    assert Article.objects.count() == 2


def test_a_draft_is_changed_against_the_version_that_was_seen(of_editor, draft):
    path = f"articles/{draft.pk}"
    seen = of_editor.get(path).headers["ETag"]
    assert of_editor.ask("PATCH", path, {"title": "Blind"}).status_code == 428
    changed = of_editor.ask("PATCH", path, {"title": "Tide tables go on line"}, if_match=seen)
    assert changed.status_code == 200
    late = of_editor.ask("PATCH", path, {"title": "Too late"}, if_match=seen)
    assert (late.status_code, late.said["type"]) == (412, "/api/v1/#changed")
    shown = of_editor.get(path)
    assert shown.said["title"] == "Tide tables go on line"
    assert shown.said["body"] == "<p>The harbour office puts its tide tables on line.</p>"
    assert shown.said["version"] == changed.said["subject"]["version"]


def test_a_text_that_is_written_together_is_changed_by_an_edit(of_editor, draft):
    room = Room.objects.seeded(draft, "body")
    room.rewrite("<p>The harbour office puts its tide tables on line today.</p>")
    before = room.seq
    body = "<p>The harbour office puts its tide tables on paper.</p>"
    answer = of_editor.ask("PATCH", f"articles/{draft.pk}", {"body": body}, if_match="*")
    assert answer.status_code == 200
    room.refresh_from_db()
    assert room.seq == before + 1
    assert room.html() == body_of(draft) == body
    assert "on line today" in room.versions.get().html


def test_words_that_are_in_no_draft_yet_are_seen_before_they_are_replaced(of_editor, draft):
    path = f"articles/{draft.pk}"
    seen = of_editor.get(path).headers["ETag"]
    Room.objects.seeded(draft, "body").rewrite("<p>An hour of words.</p>")
    body = "<p>Other words.</p>"
    assert of_editor.ask("PATCH", path, {"body": body}, if_match=seen).status_code == 412
    shown = of_editor.get(path)
    assert shown.said["body"] == "<p>An hour of words.</p>"
    assert of_editor.ask("PATCH", path, {"body": body}, if_match=shown.headers["ETag"]).status_code == 200


def test_a_refusal_changes_nothing_in_the_room(of_editor, draft):
    room = Room.objects.seeded(draft, "body")
    fields = {"body": "<p>Other words.</p>", "column": "nowhere"}
    answer = of_editor.ask("PATCH", f"articles/{draft.pk}", fields, if_match="*")
    assert (answer.status_code, answer.said["errors"][0]["where"]) == (422, "column")
    assert room.html() == body_of(draft) == "<p>The harbour office puts its tide tables on line.</p>"


def test_taken_back_a_change_is_as_it_was(of_editor, editor, draft):
    fields = {"title": "Other", "body": "<p>Other words.</p>", "tags": ["tides"]}
    answer = of_editor.ask("PATCH", f"articles/{draft.pk}", fields, if_match="*")
    Decision.objects.get(pk=answer.said["decision"]).undo(by=editor)
    shown = of_editor.get(f"articles/{draft.pk}").said
    assert (shown["title"], shown["tags"]) == ("Tide tables go digital", [])
    assert shown["body"] == body_of(draft) == "<p>The harbour office puts its tide tables on line.</p>"


def test_what_somebody_has_locked_is_not_changed(of_editor, draft, alice):
    draft.locked, draft.locked_by = True, alice
    draft.save()
    answer = of_editor.ask("PATCH", f"articles/{draft.pk}", {"title": "Mine"}, if_match="*")
    assert answer.status_code == 409
    assert "locked" in answer.said["detail"]


@pytest.mark.once("what a form refuses reaches no table")
@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"title": ""}, "body.fields.title"),
        ({}, "body.fields.title"),
        ({"title": "T", "titel": "T"}, "body.fields.titel"),
        ({"title": "T" * 301}, "body.fields.title"),
        ({"title": "T", "cover": 999}, "cover"),
        ({"title": "T", "author": 999}, "author"),
        ({"title": "T", "column": "nowhere"}, "column"),
        ({"title": "T", "source_url": "javascript:alert(1)"}, "source_url"),
        ({"title": 7}, "body.fields.title"),
    ],
)
def test_what_cannot_be_used_is_told_where(of_editor, fields, where):
    answer = of_editor.post("articles", fields)
    assert answer.status_code == 422
    assert [error["where"] for error in answer.said["errors"]] == [where]
    assert not Article.objects.exists()


def test_words_come_in_the_language_that_is_asked_for(alice):
    program = Program(key_of(alice), accept_language="zh-hans")
    answer = program.post("articles", {})
    assert answer.said["errors"][0]["text"] == "缺少这一项。"
    assert program.get("articles/999").said["title"] == "这里没有该内容。"


def test_what_is_no_json_is_refused(of_editor):
    answer = of_editor.client.post("/api/v1/articles", "{", content_type="application/json", headers=of_editor.headers)
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    huge = of_editor.post("articles", {"title": "T", "body": "x" * 6_000_000})
    assert huge.status_code == 413
