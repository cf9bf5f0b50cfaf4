"""Saving a draft, which browsers do by themselves, undoes nothing that was decided since its form was filled."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from houtai.modules.content.models import Article, State
from houtai.modules.content.tests.conftest import act
from houtai.modules.content.tests.test_editor import form
from houtai.modules.content.views.desk import Edit

pytestmark = pytest.mark.django_db
NONE = {"headlines-TOTAL_FORMS": 0, "headlines-INITIAL_FORMS": 0}


@pytest.fixture
def save(client, alice, draft, monkeypatch):
    """As a browser saves by itself; something else happens after the article was loaded, and before it is saved."""
    client.force_login(alice)
    go_on = Edit.form_valid

    def saved(meanwhile, *, name="edit", args=(), **fields):
        def form_valid(view, filled):
            meanwhile(Article.objects.get(pk=draft.pk))
            return go_on(view, filled)

        monkeypatch.setattr(Edit, "form_valid", form_valid)
        path = reverse(f"wagtailsnippets_content_article:{name}", args=[draft.pk, *args])
        return client.post(
            path, form(title="Mine", body=draft.body, **NONE, **fields), headers={"Accept": "application/json"}
        )

    return saved


def now_of(draft):
    """The row, and the title of its newest draft."""
    article = Article.objects.get(pk=draft.pk)
    return article, article.get_latest_revision_as_object().title


@pytest.mark.parametrize("name", ["edit", "revisions_revert"])
def test_what_was_published_stays_public(save, draft, owner, client, name):
    before, args = draft.latest_revision_id, [draft.latest_revision_id] if name != "edit" else []
    save(lambda article: act("publish", article, owner), name=name, args=args)
    article, title = now_of(draft)
    assert (article.live, article.state, article.live_revision_id) == (True, State.PUBLISHED, before)
    assert (article.title, title, article.has_unpublished_changes) == ("Tide tables go digital", "Mine", True)
    assert client.get(article.get_absolute_url()).status_code == 200


def test_what_was_published_is_not_written_over(save, draft, alice, owner):
    own = draft.save_revision(user=alice)
    answer = save(lambda article: act("publish", article, owner), overwrite_revision_id=own.pk)
    article, title = now_of(draft)
    assert (article.live_revision_id, title) == (own.pk, "Mine")
    assert article.live_revision.content["title"] == "Tide tables go digital"
    assert answer.json()["revision_id"] == article.latest_revision_id != own.pk


def test_what_was_withdrawn_stays_withdrawn(save, draft, owner):
    act("publish", draft, owner)
    save(lambda article: act("unpublish", article, owner))
    article, title = now_of(draft)
    assert (article.live, article.state, title) == (False, State.WITHDRAWN, "Mine")


def test_who_has_it_and_its_lock_stay(save, draft, owner, editor):
    def meanwhile(article):
        act("assign", article, owner, to=editor.pk, due="2026-03-02")
        Article.objects.filter(pk=draft.pk).update(locked=True, locked_by=owner, locked_at=now())

    save(meanwhile)
    article, title = now_of(draft)
    assert (article.assignee, str(article.due), article.locked_by, title) == (editor, "2026-03-02", owner, "Mine")


def test_a_newer_text_is_not_passed_over(save, draft, owner):
    def meanwhile(article):
        article.title = "Theirs"
        article.save_revision(user=owner)

    answer = save(meanwhile)
    assert (answer.status_code, answer.json()["error_code"]) == (400, "invalid_revision")
    assert now_of(draft)[1] == "Theirs"


def test_what_was_deleted_does_not_come_back(save, draft, owner):
    assert save(lambda article: act("delete", article, owner)).status_code == 400
    assert not Article.objects.exists()
