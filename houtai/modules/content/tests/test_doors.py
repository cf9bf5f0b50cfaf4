"""Every address that Wagtail has for articles: out of scope is not there, and no verb goes past our actions."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, get_resolver, reverse

from conftest import person
from houtai.core.work.views import bulk
from houtai.core.workspaces.roles import grant
from houtai.modules.content.models import Article, Column
from houtai.modules.content.tests.conftest import written

NAMESPACES = ("wagtailsnippets_content_article", "wagtailsnippetchoosers_content_article")

ACTS = {
    "delete": "content.delete",
    "unpublish": "content.unpublish",
    "revisions_unschedule": "content.unschedule",
    "add": "content.publish and content.submit, by their buttons",
    "edit": "content.publish, content.submit, content.cancel_review, content.approve, content.reject, by their buttons",
    "revisions_revert": "content.publish, when the button Publish was pressed; else it writes a draft",
    "workflow_action": "content.approve and content.reject; content.publish too when the last step is approved",
}
CHANGES_NOTHING_PUBLIC = {
    "list": "reads; a post keeps which columns to show, in the session",
    "list_results": "reads",
    "usage": "reads",
    "history": "reads",
    "history_results": "reads",
    "inspect": "reads",
    "preview_on_add": "shows what is in the form, to the person who wrote it",
    "preview_on_edit": "shows what is in the form, to the person who wrote it",
    "revisions_view": "reads",
    "revisions_compare": "reads",
    "lock": "keeps others from writing; readers see no difference",
    "unlock": "lets others write; readers see no difference",
    "collect_workflow_action_data": "checks a form and hands it back",
    "confirm_workflow_cancellation": "asks",
    "workflow_history": "reads",
    "workflow_history_detail": "reads",
    "workflow_preview": "reads",
    "choose": "reads",
    "choose_results": "reads",
    "chosen": "reads",
    "chosen_multiple": "reads",
    "create": "is closed",
}


def names(namespace: str) -> set[str]:
    desk = get_resolver().namespace_dict
    _prefix, resolver = desk[namespace]
    return {name for name in resolver.reverse_dict if isinstance(name, str)}


def addresses(article: Article) -> list[str]:
    revision = article.latest_revision_id
    values: dict[str, Any] = {
        "pk": article.pk,
        "revision_id": revision,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "action_name": "approve",
        "task_state_id": 1,
        "workflow_state_id": 1,
        "task_id": 1,
    }
    known = [f"{namespace}:{name}" for namespace in NAMESPACES for name in sorted(names(namespace))]
    found = [address(name, values) for name in known]
    bulk = [
        f"/desk/bulk/content/article/{verb}/?id={article.pk}" for verb in ("publish", "unpublish", "assign", "delete")
    ]
    return [*found, *bulk]


def address(name: str, values: dict[str, Any]) -> str:
    for wanted in ([], ["pk"], ["pk", "revision_id"], ["pk", "revision_id_a", "revision_id_b"]):
        try:
            return reverse(name, kwargs={key: values[key] for key in wanted})
        except NoReverseMatch:
            continue
    for wanted in (["pk", "action_name", "task_state_id"], ["pk", "workflow_state_id"], ["pk", "task_id"]):
        try:
            return reverse(name, kwargs={key: values[key] for key in wanted})
        except NoReverseMatch:
            continue
    raise AssertionError(f"no address for {name}: say here what it takes")


def test_every_view_is_an_action_or_has_a_reason(db):
    there = set().union(*(names(namespace) for namespace in NAMESPACES))
    assert there == set(ACTS) | set(CHANGES_NOTHING_PUBLIC)


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_do_nothing_with_articles_finds_no_door(published, client, method):
    grant("Guests", "wagtailadmin.access_admin")
    charlie = person("charlie", "Guests")
    client.force_login(charlie)
    for one in addresses(published):
        answer = getattr(client, method)(one)
        assert answer.status_code == 404, one
        assert published.title.encode() not in answer.content
    published.refresh_from_db()
    assert published.live


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_does_not_get_to_the_desk(published, client, charlie, method):
    for user in (None, charlie):
        if user:
            client.force_login(user)
        for one in addresses(published):
            answer = getattr(client, method)(one)
            assert answer.status_code in (302, 403, 404), one
            assert published.title.encode() not in answer.content


@pytest.fixture
def foreign(alice: Any) -> Article:
    """Of a column that has a desk of its own."""
    column = Column.objects.create(name="Finance", slug="finance", desk=Group.objects.create(name="Finance desk"))
    article = written(title="Quarterly secrets", body="<p>Numbers.</p>", column=column)
    article.act("publish", alice)
    article.refresh_from_db()
    return article


@pytest.mark.parametrize("method", ["get", "post"])
def test_articles_of_another_desk_are_not_there(foreign, bob, client, method):
    client.force_login(bob)
    for one in addresses(foreign):
        answer = getattr(client, method)(one)
        assert b"Quarterly secrets" not in answer.content, one
        if str(foreign.pk) in one.split("?")[0].split("/"):
            assert answer.status_code in (404, 405), one
    foreign.refresh_from_db()
    assert foreign.live


def test_the_desk_of_a_column_sees_its_articles(foreign, bob):
    assert foreign not in Article.objects.visible_to(bob)
    bob.groups.add(foreign.column.desk)
    assert foreign in Article.objects.visible_to(type(bob).objects.get(pk=bob.pk))


@pytest.mark.parametrize("verb", ["publish", "unpublish", "delete"])
def test_choosing_all_means_all_in_scope(foreign, draft, bob, client, verb):
    client.force_login(bob)
    page = client.get(f"/desk/bulk/content/article/{verb}/?id=all").content.decode()
    assert "Quarterly secrets" not in page


def test_choosing_all_means_all_that_the_list_shows(draft, alice, client):
    client.force_login(alice)
    other = written(title="Low water", language="zh")
    query = "language=zh&p=1&id=all&next=/desk/"
    page = client.get(f"/desk/bulk/content/article/delete/?{query}")
    assert "Low water" in page.content.decode()
    assert draft.title not in page.content.decode()
    later = written(title="Later", language="zh")
    client.post(page.context["submit_url"])
    assert set(Article.objects.all()) == {draft, later}
    assert not Article.objects.filter(pk=other.pk).exists()


def test_more_than_can_be_done_at_once_are_refused(draft, alice, client, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 1)
    written(title="Low water")
    client.force_login(alice)
    told = client.post("/desk/bulk/content/article/delete/?id=all&next=/desk/", follow=True).content.decode()
    assert "too many for once" in told
    assert Article.objects.count() == 2


def test_search_and_export_stay_in_scope(foreign, draft, bob, client):
    client.force_login(bob)
    address = reverse("wagtailsnippets_content_article:list")
    assert b"Quarterly secrets" not in client.get(address, {"q": "Quarterly"}).content
    export = b"".join(client.get(address, {"export": "csv"}).streaming_content)
    assert b"Quarterly secrets" not in export
    assert draft.title.encode() in export
