"""Articles to try things on."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group

from conftest import person
from houtai.core.catalog.catalog import catalog
from houtai.modules.content.models import Article, Column


@pytest.fixture
def draft(db: None) -> Article:
    """Never published."""
    return written(title="Tide tables go digital", body="<p>The harbour office puts its tide tables on line.</p>")


@pytest.fixture
def published(draft: Article, alice: Any) -> Article:
    draft.act("publish", alice)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def editor(db: None) -> Any:
    """Writes, and may not publish."""
    return person("editor", "Editors")


def written(**fields: Any) -> Article:
    article = Article(live=False, **{"body": "<p>Words.</p>", **fields})
    article.save()
    article.save_revision()
    return article


@pytest.fixture
def submitted(draft: Article, editor: Any) -> Article:
    """Waits for the editor's check, which managers answer."""
    act("submit", draft, editor)
    return draft


def act(verb: str, article: Article, by: Any, **inputs: Any) -> Any:
    return catalog.action(f"content.{verb}").run(article, by=by, **inputs)


def status(article: Article) -> str | None:
    """Of the workflow that it is in."""
    state = Article.objects.get(pk=article.pk).current_workflow_state
    return state and state.status


def other_desk(title: str = "Quarterly secrets") -> Article:
    """Of a column that others work on."""
    desk = Group.objects.get_or_create(name="Finance desk")[0]
    column, _made = Column.objects.get_or_create(slug="finance", defaults={"name": "Finance", "desk": desk})
    return written(title=title, column=column)
