"""What every test stands on: databases cloned from prepared files, three people, and no way out to the network."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pytest_socket import socket_allow_hosts

PASSWORD = "correct horse battery"


class State:
    """template: a prepared home, kept between runs; spoilt: a test committed, so the next one gets a fresh copy."""

    template: Path | None = None
    spoilt = False


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--again", action="store_true", help="on another engine: leave out what has nothing to do with it")


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings
    from django.test import TransactionTestCase

    from tests import homes

    homes.provide_server()
    settings.PASSWORD_HASHERS = ["tests.hashing.Quick"]
    # All files are restored after a test that committed; emptying tables would stop at the append-only ones.
    TransactionTestCase._fixture_teardown = lambda _case: None
    # Threads of a live server know no workspace; the real server enters one before Django begins.
    settings.MIDDLEWARE.insert(0, "houtai.core.workspaces.middleware.WorkspaceByHost")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test with a database has both. The long ones begin first, but browsers come last: theirs is an event loop that
    does not end.
    """
    leave_out(config, items, of_other_engines)
    if config.option.again:
        leave_out(config, items, has_run)
    browsing = {item.path for item in items if "chromium" in names_of(item)}
    items.sort(key=lambda item: (item.path in browsing, not item.get_closest_marker("long")))
    for item in filter(asks, items):
        mark = item.get_closest_marker("django_db")
        options = {"databases": "__all__", **(mark.kwargs if mark else {})}
        item.add_marker(pytest.mark.django_db(**options), append=False)


def pytest_collection_finish(session: pytest.Session) -> None:
    # Thousands of tests, which stay, need not be looked through again and again.
    gc.collect()
    gc.freeze()


def names_of(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


def asks(item: pytest.Item) -> bool:
    """Whether it has databases of its own."""
    ways = {"db", "transactional_db", "live_server", "admin_client"}
    return item.get_closest_marker("django_db") is not None or bool(ways & names_of(item))


def of_other_engines(item: pytest.Item) -> bool:
    from django.conf import settings

    mark = item.get_closest_marker("only")
    return mark is not None and settings.ENGINE not in mark.args


def has_run(item: pytest.Item) -> bool:
    """Tests without databases, and those that say of themselves that the engine is nothing to them."""
    has_databases = asks(item) or "django_db_setup" in names_of(item)
    return not has_databases or item.get_closest_marker("once") is not None


def leave_out(config: pytest.Config, items: list[pytest.Item], out: Callable[[pytest.Item], bool]) -> None:
    gone = {item for item in items if out(item)}
    config.hook.pytest_deselected(items=list(gone))
    items[:] = [item for item in items if item not in gone]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)
    if State.spoilt:
        restore()
    mark = item.get_closest_marker("django_db")
    names = getattr(item, "fixturenames", ())
    State.spoilt = bool(mark and mark.kwargs.get("transaction")) or bool(
        {"transactional_db", "live_server"} & set(names)
    )


@pytest.fixture(scope="session")
def django_db_setup(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Iterator[None]:
    """A home of its own for this run, with one workspace, cloned from files made once per set of migrations."""
    from django.conf import settings

    from houtai.core.workspaces import context, registry
    from tests import homes

    with django_db_blocker.unblock():
        State.template = prepared_template()
        settings.HOME = tmp_path_factory.mktemp("home")
        restore()
        context.settle(registry.default_workspace() or "")
        yield
        homes.close_all()
        homes.clear(settings.HOME)


def prepared_template() -> Path:
    from django.conf import settings

    from houtai.core.workspaces.preparation import prepare_databases
    from tests import homes

    settings.HOME = homes.template()
    # Whatever asked for a connection before this, as the live server does, got one to another home.
    homes.close_all()
    prepare_databases()
    homes.close_all()
    return Path(settings.HOME)


def restore() -> None:
    """Fresh copies of all databases."""
    from tests import homes

    if State.template is not None:
        homes.put_back(State.template)
    else:
        homes.close_all()


@pytest.fixture
def new_home(making_homes: Any, tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Makes homes for other processes: prepared, with one workspace and nobody in it."""
    with making_homes(tmp_path) as make:
        yield make


@pytest.fixture(scope="session")
def making_homes(django_db_setup: None) -> Any:
    """The same in any folder, for as long as a `with` lasts."""
    return homes_made


@contextmanager
def homes_made(folder: Path) -> Iterator[Callable[[str], Path]]:
    from tests import homes

    made: list[Path] = []

    def make(name: str) -> Path:
        assert State.template is not None
        made.append(homes.copy(State.template, folder / name))
        return made[-1]

    yield make
    for home in made:
        homes.clear(home)


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    yield
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True)
def _counted_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long it takes: no test depends on time."""
    from houtai.core.events import sparing

    monkeypatch.setattr(sparing, "FREE_SECONDS", float("inf"))


@pytest.fixture(autouse=True)
def _empty_event_logs() -> Iterator[None]:
    """They are files, which no transaction takes back. Without a database HOME is the real one: keep off it."""
    yield
    from django.conf import settings

    if State.template is None:
        return
    for folder in Path(settings.HOME).glob("workspaces/*/events"):
        shutil.rmtree(folder)


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is looked up again every few seconds would count for whatever page is asked for just then."""
    from django.core.cache import cache

    from houtai.core.workspaces import engine, registry, switches

    for place in (engine, registry):
        monkeypatch.setattr(place, "KEPT", float("inf"))
    monkeypatch.setattr(switches, "KEPT_SECONDS", None)
    cache.clear()
    engine.forget()
    registry.forget_hosts()
    yield
    cache.clear()
    engine.forget()
    registry.forget_hosts()


@pytest.fixture
def alice(db: None) -> Any:
    """Owns: a manager."""
    return person("alice", "Managers", "Operators", "Editors")


@pytest.fixture
def bob(db: None) -> Any:
    """Helps: an operator."""
    return person("bob", "Operators")


@pytest.fixture
def charlie(db: None) -> Any:
    """A stranger: signs in, and may do nothing."""
    return person("charlie")


@pytest.fixture
def owner(db: None) -> Any:
    """May do everything."""
    from houtai.core.workspaces.models import User

    return User.objects.create_superuser("owner@example.com", PASSWORD, first_name="Owner")


def person(name: str, *roles: str) -> Any:
    from houtai.core.workspaces import roles as known
    from houtai.core.workspaces.models import User

    user = User.objects.create_user(f"{name}@example.com", PASSWORD, first_name=name.title())
    known.assign(user, *roles)
    return user
