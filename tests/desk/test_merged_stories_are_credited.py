"""The sources of drafts that were merged into one are credited by its article, before and after it was made."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.timezone import now

from houtai.core.catalog.catalog import catalog
from houtai.modules.collect.models import Draft, Source
from houtai.modules.content.models import Article


@pytest.fixture
def drafts(db: None) -> list[Draft]:
    source = Source.objects.create(name="Feed", url="https://f.example/feed", next_at=now())
    return [
        Draft.objects.create(
            source=source, title=f"T{n}", html="<p>Low tide.</p>", words=90, collected_at=now(), site=site, url=url
        )
        for n, (site, url) in enumerate(
            [("Gazette", ""), ("Herald", "https://h.example/1"), ("", "https://w.example/")]
        )
    ]


def run(name: str, target: Any, by: Any, **inputs: Any) -> Any:
    target.refresh_from_db()
    return catalog.action(name).run(target, by=by, **inputs)


def test_what_was_merged_is_named_with_what_was_merged_into_that(drafts, bob):
    first, second, third = drafts
    run("collect.merge", third, bob, into=second.pk)
    run("collect.merge", second, bob, into=first.pk)
    made = Article.objects.get(pk=run("content.accept", first, bob).effect["article"])
    assert made.credits.splitlines() == ["Herald https://h.example/1", "Feed https://w.example/"]


def test_what_is_merged_later_is_named_too_and_no_longer_when_that_is_taken_back(drafts, bob):
    first, second, _third = drafts
    made = Article.objects.get(pk=run("content.accept", first, bob).effect["article"])
    made.title = "Later draft"
    made.save_revision(user=bob)
    merged = run("collect.merge", second, bob, into=first.pk)
    made.refresh_from_db()
    assert (made.credits, made.newest.credits) == ("Herald https://h.example/1",) * 2
    assert (made.title, made.newest.title) == ("T0", "Later draft")
    merged.undo(by=bob)
    made = Article.objects.get(pk=made.pk)
    assert (made.credits, made.newest.credits) == ("", "")
