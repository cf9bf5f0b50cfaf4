"""A copy is a draft of its own, made by a decision that can be taken back while nobody has written on."""

from __future__ import annotations

import pytest
from django.urls import reverse

from houtai.core.work.errors import NotAllowed, NotFound, NotPossible
from houtai.modules.content.models import Article, Column, Series
from houtai.modules.content.tests.conftest import act, other_desk


@pytest.fixture
def original(published):
    published.column = Column.objects.create(name="Harbour", slug="harbour")
    published.series, published.number = Series.objects.create(name="Tides", slug="tides"), 1
    published.tags.add("ferry")
    published.body = "<p>A later draft.</p>"
    published.save_revision()
    return published


def copy_of(decision):
    return Article.objects.get(pk=decision.effect["article"])


def test_it_says_what_the_newest_draft_says(original, editor):
    made = copy_of(act("duplicate", original, editor))
    assert (made.title, made.body) == ("Tide tables go digital (copy)", "<p>A later draft.</p>")
    assert (made.state, made.column.name, made.series) == ("draft", "Harbour", None)
    assert made.latest_revision.user == editor
    assert made.slug != original.slug
    assert list(made.newest.tags.names()) == list(made.tags.names()) == ["ferry"]
    assert Article.objects.get(pk=original.pk).live


def test_it_is_taken_back_while_nobody_has_written_on(original, editor, alice):
    act("duplicate", original, editor).undo(by=editor)
    assert list(Article.objects.all()) == [original]
    again = act("duplicate", original, editor)
    copy_of(again).save_revision(user=alice)
    with pytest.raises(NotPossible):
        again.undo(by=editor)
    assert copy_of(again)


def test_the_list_leads_there_and_the_editor_opens(original, editor, client):
    client.force_login(editor)
    address = reverse("work.act", args=["content.duplicate", original.pk])
    for name, args in (("list", []), ("edit", [original.pk])):
        assert address in client.get(reverse(f"wagtailsnippets_content_article:{name}", args=args)).content.decode()
    answer = client.post(address)
    assert answer.url == reverse("wagtailsnippets_content_article:edit", args=[Article.objects.latest("pk").pk])


def test_strangers_and_other_desks_copy_nothing(original, charlie, bob):
    with pytest.raises((NotAllowed, NotFound)):
        act("duplicate", original, charlie)
    with pytest.raises(NotFound):
        act("duplicate", other_desk(), bob)
    assert Article.objects.count() == 2
