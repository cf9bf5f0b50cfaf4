"""Articles and signed-in people for those who write together."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from houtai.core.workspaces.context import enter

WORDS = (
    "the",
    "harbour",
    "office",
    "puts",
    "its",
    "tide tables",
    "on line",
    "and",
    "everybody",
    "潮汐表",
    "从今天起都在网上",
)
TABLE = 'CREATE TABLE documents ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))'


@dataclass(frozen=True, kw_only=True)
class Desk:
    """workspace: its id; rooms: the articles' addresses; cookies: one of each person."""

    workspace: str
    rooms: list[str]
    cookies: list[str]


def desk(*, articles: int, people: int, paragraphs: int = 6) -> Desk:
    """In the current home."""
    from django.conf import settings
    from django.test.utils import override_settings

    from houtai.core.workspaces.registry import default_workspace

    workspace = default_workspace() or ""
    with enter(workspace), override_settings(SECRET_KEY=secret_of(Path(settings.HOME))):
        return Desk(
            workspace=workspace,
            rooms=[f"content.article/{article(n, paragraphs)}/body" for n in range(articles)],
            cookies=[cookie(editor(n)) for n in range(people)],
        )


def secret_of(home: Path) -> str:
    """Sessions are signed with the home's own key, unless the surroundings give one to all."""
    return os.environ.get("HOUTAI_SECRET_KEY") or (home / "secret-key").read_text("utf-8").strip()


def article(number: int, paragraphs: int) -> int:
    from houtai.modules.coedit.models import Room
    from houtai.modules.content.models import Article

    made = Article(title=f"Tide tables {number}", body=body(number, paragraphs), live=False)
    made.save()
    Room.objects.seeded(made, "body")
    return int(made.pk)


def body(number: int, paragraphs: int) -> str:
    """Each paragraph begins with words of its own, by which a doubled text is found."""
    chance = random.Random(number)
    return "".join(f"<p>{first_words(n)} {' '.join(chance.choices(WORDS, k=60))}</p>" for n in range(paragraphs))


def first_words(paragraph: int) -> str:
    return f"Paragraph number {paragraph}."


def editor(number: int) -> Any:
    from houtai.core.workspaces import roles
    from houtai.core.workspaces.models import User

    user = User.objects.create_user(f"writer{number}@example.com", None, first_name=f"Writer {number}")
    roles.assign(user, roles.EDITOR)
    return user


def cookie(user: Any) -> str:
    """As the sign-in page would set it."""
    from django.conf import settings
    from django.contrib import auth

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[auth.SESSION_KEY] = str(user.pk)
    session[auth.BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[auth.HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def copy(found: Desk, *, to: Path) -> None:
    """The same documents as Hocuspocus keeps them."""
    with enter(found.workspace), contextlib.closing(sqlite3.connect(to)) as link, link:
        link.execute(TABLE)
        link.executemany("INSERT INTO documents VALUES (?, ?)", [(room, state(room)) for room in found.rooms])


def state(room: str) -> bytes:
    return bytes(row_of(room).document().get_update())


def texts(workspace: str, rooms: Sequence[str]) -> list[str]:
    """What the articles say, by the log as this process reads it."""
    with enter(workspace):
        return [row_of(room).html() for room in rooms]


def settle(found: Desk) -> None:
    """As the worker does after a while: the text into drafts, and the log put together, beside an open room."""
    with enter(found.workspace):
        for room in found.rooms:
            row_of(room).settle()


def row_of(room: str) -> Any:
    from houtai.modules.coedit.models import Room

    kind, key, field = room.split("/")
    return Room.objects.get(kind=kind, key=key, field=field)
