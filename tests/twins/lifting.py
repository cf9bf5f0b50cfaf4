"""Each guard taken away, as if we had never written it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from django.contrib.contenttypes.models import ContentTypeManager
from django.core.cache.backends.base import BaseCache

from houtai.core.workspaces import middleware, worker
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.engine import folder_of
from houtai.core.workspaces.guards import known
from houtai.core.workspaces.models import User
from houtai.core.workspaces.registry import place_of
from houtai.core.workspaces.sessions import WORKSPACE, SessionStore
from houtai.core.workspaces.storage import WorkspaceStorage
from tests.twins.walk import Twins


@contextmanager
def content_types(_twins: Twins) -> Iterator[None]:
    with known()["content types"].lifted(), patch.object(ContentTypeManager, "_cache", {}, create=True):
        yield


@contextmanager
def cache_keys(_twins: Twins) -> Iterator[None]:
    with patch.object(BaseCache, "make_key", lambda _cache, key, version=None: f"{version}:{key}"):
        yield


@contextmanager
def storage(twins: Twins) -> Iterator[None]:
    with patch.object(WorkspaceStorage, "base_location", str(folder_of(twins[0].key) / "media")):
        yield


@contextmanager
def sessions(_twins: Twins) -> Iterator[None]:
    def anybodys(_store: Any, data: dict[str, Any]) -> dict[str, Any]:
        data.pop(WORKSPACE, None)
        return data

    # What a session is signed with names the membership, which covers for it: both go.
    signed = patch.object(User, "_get_session_auth_hash", lambda _user, secret=None: f"{secret}")
    with patch.object(SessionStore, "_ours", anybodys), signed:
        yield


@contextmanager
def hosts(twins: Twins) -> Iterator[None]:
    place = place_of(twins[0].host)
    with patch.object(middleware, "place_of", lambda _host: place):
        yield


@contextmanager
def tasks(twins: Twins) -> Iterator[None]:
    with patch.object(worker, "enter", lambda _workspace: enter(twins[0].key)):
        yield


def guard(*names: str) -> Callable[[Twins], Any]:
    @contextmanager
    def lifted(_twins: Twins) -> Iterator[None]:
        with ExitStack() as stack:
            for name in names:
                stack.enter_context(known()[name].lifted())
            yield

    return lifted
