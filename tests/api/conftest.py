"""Articles in two columns, one of which has a desk, and programs that act for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.utils.timezone import now

from conftest import person
from houtai.core.workspaces import switches
from houtai.core.workspaces.context import current
from houtai.modules.content.models import Article, Column
from tests.api.asking import Program, key_of


@pytest.fixture
def guarded(db: None) -> Column:
    """A column with a desk that none of the people belongs to."""
    desk = Group.objects.create(name="Investigations")
    return Column.objects.create(name="Investigations", slug="investigations", desk=desk)


@pytest.fixture
def draft(db: None) -> Article:
    return written(title="Tide tables go digital", body="<p>The harbour office puts its tide tables on line.</p>")


@pytest.fixture
def published(draft: Article, alice: Any) -> Article:
    draft.act("publish", alice)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def secret(guarded: Column) -> Article:
    """Of the column with a desk."""
    return written(title="Who owns the quay", body="<p>Nobody knows.</p>", column=guarded)


@pytest.fixture
def editor(db: None) -> Any:
    return person("editor", "Editors")


@pytest.fixture
def of_alice(alice: Any) -> Program:
    return Program(key_of(alice))


@pytest.fixture
def of_editor(editor: Any) -> Program:
    return Program(key_of(editor))


@pytest.fixture
def stranger(db: None) -> Program:
    """Without a key."""
    return Program()


def written(**fields: Any) -> Article:
    article = Article(live=False, **fields)
    article.save()
    article.save_revision()
    return article


@pytest.fixture
def off(db: None) -> Callable[[str], None]:
    """Switches a module off here."""

    def switched(name: str) -> None:
        switches.switch(current(), now=now(), off=[name])

    return switched
