"""An article whose text is written together, and browsers of those who write it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from conftest import person
from houtai.modules.coedit.models import Room, Update
from houtai.modules.coedit.tests.browsers import Browser, cookie_of

BODY = "<p>The tide is high.</p>"


def written(**fields: Any) -> Any:
    article = apps.get_model("content.Article")(live=False, **{"title": "Tides", "body": BODY, **fields})
    article.save()
    article.save_revision()
    return article


def path_of(article: Any) -> str:
    return f"/coedit/content.article/{article.pk}/body/"


def room_of(article: Any) -> Room:
    return Room.objects.seeded(article, "body")


def put_together(article: Any) -> None:
    room = room_of(article)
    room.compact(upto=room.seq)


def log_of(article: Any) -> list[bytes]:
    rows = Update.objects.filter(room__kind="content.article", room__key=article.pk).order_by("seq")
    return [bytes(data) for data in rows.values_list("data", flat=True)]


@pytest.fixture
def article(transactional_db: None) -> Any:
    """Committed, for threads that look at it."""
    return written()


@pytest.fixture
def editor(db: None) -> Any:
    """Writes, and may not publish."""
    return person("editor", "Editors")


@pytest.fixture
def viewer(db: None) -> Any:
    """Reads what others write."""
    return person("viewer", "Viewers")


@pytest.fixture
def page(article: Any) -> Callable[..., Browser]:
    """A page on which somebody has the article open. To be called before the loop runs, or with a cookie."""

    def opened(user: Any, **more: Any) -> Browser:
        cookie = user if isinstance(user, str) else cookie_of(user)
        return Browser(path_of(article), cookie, **more)

    return opened
