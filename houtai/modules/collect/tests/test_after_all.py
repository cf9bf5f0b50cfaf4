"""What was refused or was a duplicate is collected after all when somebody wants it, and left again."""

from __future__ import annotations

from typing import Any

import pytest
from lxml.html import fromstring

from conftest import person
from houtai.core.work.errors import NotPossible
from houtai.core.work.models import Decision
from houtai.core.workspaces.models import Outbox
from houtai.modules.collect.models import Books, Draft, Entry
from houtai.modules.collect.models.anyway import collect_anyway
from houtai.modules.collect.tests.conftest import NOW, page, story

LIST = "/desk/collect/entries/"


@pytest.fixture
def again(web: Any) -> Entry:
    """The same story, which a second source brought."""
    web.stories(1)
    web.stories(1, path="/other")
    web.collect(web.source())
    web.collect(web.source("/other"))
    return Entry.objects.get(fate="duplicate")


def read(web: Any, entry: Entry) -> Entry:
    """What the worker does."""
    how = {"admit": web.place.admit, "closed": True, "sleep": lambda seconds: None}
    collect_anyway(Entry.objects.select_related("source").get(pk=entry.pk), now=NOW, **how)
    return Entry.objects.select_related("draft").get(pk=entry.pk)


def press(client: Any) -> Any:
    (button,) = fromstring(client.get(LIST).content.decode()).xpath("//button[contains(@aria-label, 'after all')]")
    form = button.getparent()
    return client.post(form.get("action"), dict(form.form_values()), follow=True)


def test_a_duplicate_becomes_a_draft_and_goes_back(client, bob, web, again):
    client.force_login(bob)
    done = press(client)
    assert done.redirect_chain[-1][0] == LIST
    (row,) = Outbox.objects.filter(task__endswith="collect_entry")
    assert row.args == [again.pk, Decision.objects.get().pk]
    taken = read(web, again)
    assert (taken.fate, taken.draft.title, Draft.objects.waiting().count()) == ("drafted", "Story 1", 2)
    assert Books.differences() == []
    (form,) = fromstring(done.content.decode()).xpath("//form[@class='h-told']")
    client.post(form.get("action"), dict(form.form_values()))
    again.refresh_from_db()
    assert (again.fate, again.draft, Draft.objects.count()) == ("duplicate", None, 1)
    assert Books.differences() == []


def test_what_still_has_no_text_stays_refused_with_its_reason(web):
    web.stories(1)
    web.pages["/1"] = page("Story 1", "")
    web.collect(web.source())
    entry = Entry.objects.get()
    assert (entry.fate, read(web, entry).fate) == ("refused", "refused")
    web.pages["/1"] = page("Story 1", story(1))
    assert read(web, entry).fate == "drafted"
    assert Books.differences() == []


def test_what_was_decided_on_stays(bob, web, again):
    from houtai.core.catalog.catalog import catalog

    decision = catalog.action("collect.take_entry").run(again.source, by=bob, entry=again.pk)
    taken = read(web, again)
    taken.draft.skip()
    with pytest.raises(NotPossible):
        decision.undo(by=bob)
    assert Entry.objects.get(pk=again.pk).fate == "drafted"


def test_who_may_not_decide_has_no_button_and_no_way(client, again, bob):
    from houtai.core.catalog.catalog import catalog

    client.force_login(person("editor", "Editors"))
    assert client.post(f"/desk/work/act/collect.take_entry/{again.source_id}/", {"entry": again.pk}).status_code == 404
    with pytest.raises(NotPossible, match="no such entry"):
        catalog.action("collect.take_entry").run(Draft.objects.get().source, by=bob, entry=again.pk)
