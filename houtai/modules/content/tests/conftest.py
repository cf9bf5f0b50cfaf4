"""Articles to try things on."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import person
from houtai.modules.content.models import Article


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
