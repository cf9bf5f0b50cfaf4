from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.timezone import now
from lxml.html import fromstring

from houtai.core.work.models import Decision
from houtai.modules.content.models import Article, Column, State

BODY = "<p>Hello sea</p>"
LEFT_EMPTY = (
    "summary cover slug tags column language author byline source_name source_url cover_url go_live_at expire_at"
)


def url(name: str, *args: Any) -> str:
    return reverse(f"wagtailsnippets_content_article:{name}", args=args)


def form(**fields: Any) -> dict[str, Any]:
    return {**dict.fromkeys(LEFT_EMPTY.split(), ""), "title": "Hello", "body": BODY, **fields}


@pytest.fixture
def desk(client: Any, alice: Any) -> Any:
    client.force_login(alice)
    return client


def test_writing_and_publishing_in_one_go_is_a_decision(desk, alice):
    assert desk.post(url("add"), form(**{"action-publish": "1"})).status_code == 302
    article = Article.objects.get()
    assert (article.title, article.text, article.slug, article.state) == (
        "Hello",
        "Hello sea",
        "hello",
        State.PUBLISHED,
    )
    assert [(row.action, row.user) for row in Decision.objects.all()] == [("content.publish", alice)]


def test_saving_a_draft_is_no_decision(desk):
    desk.post(url("add"), form())
    assert Article.objects.get().state == State.DRAFT
    assert not Decision.objects.exists()


def test_an_editor_who_may_not_publish_only_saves(client, editor):
    client.force_login(editor)
    client.post(url("add"), form(**{"action-publish": "1"}))
    assert not Article.objects.get().live


def test_publishing_for_later_schedules(desk):
    tomorrow = (now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    desk.post(url("add"), form(go_live_at=tomorrow, **{"action-publish": "1"}))
    assert Article.objects.get().state == State.SCHEDULED


def test_the_editor_measures_touch_time(desk, draft):
    page = desk.get(url("edit", draft.pk)).content.decode()
    assert 'data-controller="touch"' in page
    assert f'data-touch-subject-value="content.article:{draft.pk}"' in page


def test_who_saves_over_a_newer_version_is_told_and_loses_nothing(desk, draft, bob):
    old = draft.latest_revision
    draft.title = "Bob was faster"
    draft.save_revision(user=bob)
    stale = {"loaded_revision_id": old.pk, "loaded_revision_created_at": old.created_at.isoformat()}
    answer = desk.post(url("edit", draft.pk), form(title="Mine", **stale, **{"action-publish": "1"}))
    page = answer.content.decode()
    assert "Somebody saved a newer version meanwhile." in page
    assert 'value="Mine"' in page
    draft.refresh_from_db()
    assert not draft.live


def test_a_refusal_in_the_editor_is_a_message_and_the_draft_is_kept(desk, draft, monkeypatch):
    from houtai.core.work.errors import NotPossible

    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise NotPossible("The sea is closed.")

    monkeypatch.setattr("houtai.modules.content.actions.Publish.perform", refuse)
    answer = desk.post(url("edit", draft.pk), form(title="Kept", **{"action-publish": "1"}), follow=True)
    assert answer.status_code == 200
    assert "The sea is closed." in answer.content.decode()
    assert Article.objects.get().get_latest_revision_as_object().title == "Kept"
    assert not Article.objects.get().live


def test_wagtails_unpublish_page_runs_the_action(desk, published, alice):
    desk.post(url("unpublish", published.pk))
    published.refresh_from_db()
    assert published.state == State.WITHDRAWN
    assert (Decision.objects.first().action, Decision.objects.first().user) == ("content.unpublish", alice)


def test_wagtails_delete_page_asks_a_second_person(desk, published, owner):
    answer = desk.post(url("delete", published.pk), follow=True)
    assert "It is deleted when a second person agrees." in answer.content.decode()
    assert Decision.objects.first().action == "work.ask"
    assert Article.objects.exists()


def test_wagtails_delete_page_deletes_a_draft(desk, draft, alice):
    desk.post(url("delete", draft.pk))
    assert not Article.objects.exists()
    assert (Decision.objects.get().action, Decision.objects.get().user) == ("content.delete", alice)


def test_without_a_second_person_the_delete_page_says_so(desk, published):
    answer = desk.post(url("delete", published.pk), follow=True)
    assert "nobody else here may agree" in answer.content.decode()


def test_wagtails_unschedule_page_runs_the_action(desk, draft, alice):
    draft.go_live_at = now() + timedelta(days=1)
    draft.act("publish", alice, revision=draft.save_revision().pk)
    desk.post(url("revisions_unschedule", draft.pk, draft.get_latest_revision().pk))
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    assert Decision.objects.first().action == "content.unschedule"


def test_agreeing_to_the_last_step_of_the_workflow_publishes(desk, draft, editor, alice):
    draft.get_workflow().start(draft, editor)
    state = draft.current_workflow_task_state
    desk.post(url("workflow_action", draft.pk, "approve", state.pk), {"comment": "Good"})
    draft.refresh_from_db()
    assert draft.state == State.PUBLISHED
    made = [(row.action, row.user) for row in Decision.objects.order_by("id")]
    assert made == [("content.publish", alice), ("content.approve", alice)]


def test_many_are_published_in_one_batch_that_can_be_undone(desk, draft, alice):
    from houtai.core.work.undo import undo_batch
    from houtai.modules.content.tests.conftest import written

    other = written(title="Other")
    desk.post(f"/desk/bulk/content/article/publish/?id={draft.pk}&id={other.pk}")
    assert Article.objects.filter(live=True).count() == 2
    batch = Decision.objects.first().batch
    back, kept = undo_batch(batch, by=alice)
    assert (len(back), kept) == (2, [])
    assert not Article.objects.filter(live=True).exists()


def test_an_editor_puts_nothing_into_another_desks_column(client, editor):
    column = Column.objects.create(name="Finance", slug="finance", desk=Group.objects.create(name="Finance desk"))
    client.force_login(editor)
    assert "Finance" not in client.get(url("add")).content.decode()
    client.post(url("add"), form(column=column.pk))
    assert not Article.objects.filter(column=column).exists()


def test_the_preview_shows_the_draft_to_its_writer(desk, draft):
    desk.post(url("preview_on_edit", draft.pk), form(title="Only a preview"))
    page = desk.get(url("preview_on_edit", draft.pk)).content.decode()
    assert "Only a preview" in page
    assert "Hello sea" in page


def test_the_editor_asks_nothing_twice(desk, draft, django_assert_max_num_queries, remembered):
    """Twelve of them are Wagtail's own, for every page: the user, the menu, who else is editing."""
    desk.get(url("edit", draft.pk))
    with django_assert_max_num_queries(18):
        desk.get(url("edit", draft.pk))


def test_only_columns_that_may_be_chosen_are_offered(client, editor):
    finance = Group.objects.create(name="Finance desk")
    Column.objects.create(name="Finance", slug="finance", desk=finance)
    Column.objects.create(name="Sea", slug="sea")
    client.force_login(editor)
    offered = fromstring(client.get(url("add")).content.decode()).get_element_by_id("id_column")
    assert [option.text for option in offered.iterfind("option")][1:] == ["Sea"]


def test_a_draft_that_houtai_saved_by_itself_puts_nobody_in_the_wrong(desk, draft, alice):
    old = draft.latest_revision
    draft.save_revision()
    loaded = {"loaded_revision_id": old.pk, "loaded_revision_created_at": old.created_at.isoformat()}
    assert desk.post(url("edit", draft.pk), form(title="Mine", **loaded)).status_code == 302
    draft.refresh_from_db()
    assert draft.get_latest_revision_as_object().title == "Mine"


def test_it_does_not_when_somebody_else_saved_too(desk, draft, bob):
    old = draft.latest_revision
    draft.save_revision(user=bob)
    draft.save_revision()
    loaded = {"loaded_revision_id": old.pk, "loaded_revision_created_at": old.created_at.isoformat()}
    assert desk.post(url("edit", draft.pk), form(title="Mine", **loaded)).status_code == 200
