"""The default connection is the current workspace's, and no other's."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.db.utils import OperationalError

from houtai.core.workspaces import engine, pool
from houtai.core.workspaces.context import NoWorkspace, WrongWorkspace, enter
from houtai.core.workspaces.preparation import create_workspace

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two():
    return create_workspace(name="One").pk, create_workspace(name="Two").pk


def in_bare_thread(work):
    """Run with no workspace, as a new thread does."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(Context().run, work).result()


def names():
    return set(Group.objects.exclude(name__in=GIVEN).values_list("name", flat=True))


GIVEN = {"Managers", "Operators", "Editors", "Viewers", "Moderators"}


def test_without_a_workspace_nothing_can_be_read():
    with pytest.raises(NoWorkspace):
        in_bare_thread(names)


def test_without_a_workspace_the_engine_is_still_known():
    assert in_bare_thread(lambda: connection.vendor) == engine.own().vendor


def test_an_unknown_workspace_gets_no_empty_database():
    with pytest.raises(OperationalError), enter("ffffffffffffffff"):
        names()


def test_threads_in_two_workspaces_see_only_their_own_rows(two):
    wrong: list[str] = []

    def work(workspace, number):
        for turn in range(30):
            with enter(workspace):
                Group.objects.create(name=f"{workspace} {number} {turn}")
                wrong.extend(name for name in names() if not name.startswith(workspace))
        pool.release()

    with ThreadPoolExecutor(4) as threads:
        for outcome in [threads.submit(Context().run, work, two[number % 2], number) for number in range(4)]:
            outcome.result()
    assert wrong == []


def test_a_finished_thread_leaves_its_connection_to_the_next(two):
    pool.drain()

    def work():
        with enter(two[0]):
            Group.objects.count()
            return id(connection.connection)

    first, kept = in_bare_thread(work), pool.idle_count()
    assert in_bare_thread(work) == first
    assert pool.idle_count() == kept


@pytest.mark.once("PostgreSQL ends the connections to a database that goes")
@pytest.mark.skipif(engine.own().name != "sqlite", reason="PostgreSQL ends the connections to a database that goes")
def test_an_idle_connection_to_a_file_that_another_process_replaced_is_not_used_again(two):
    def write(name):
        with enter(two[0]):
            Group.objects.create(name=name)
            return names()

    file = engine.file_of(two[0])
    engine.save_copy(two[0], to=file.with_name("replacement"))
    in_bare_thread(lambda: write("lost with the old file"))
    for old in file.parent.glob("db.sqlite3*"):
        old.unlink()
    file.with_name("replacement").rename(file)
    assert in_bare_thread(lambda: write("kept")) == {"kept"}
    pool.drain()
    assert in_bare_thread(lambda: write("too")) == {"kept", "too"}


def test_a_workspace_cannot_be_left_in_a_transaction(two):
    with enter(two[0]), transaction.atomic(), pytest.raises(WrongWorkspace), enter(two[1]):
        pass


def test_a_transaction_left_open_is_named_and_rolled_back(two):
    def work():
        with enter(two[0]):
            transaction.atomic().__enter__()
            Group.objects.create(name="half done")

    with pytest.raises(WrongWorkspace, match="left open"):
        in_bare_thread(work)
    with enter(two[0]):
        assert names() == set()


def test_the_pool_keeps_a_bounded_number(two):
    connections = 0

    def work():
        with enter(two[0]):
            Group.objects.count()
            barrier.wait(30)

    barrier = threading.Barrier(70)
    with ThreadPoolExecutor(70) as threads:
        for outcome in [threads.submit(Context().run, work) for _number in range(70)]:
            outcome.result()
        connections = pool.idle_count(vendor=engine.own().vendor)
    assert connections == (pool.SERVER_IDLE if engine.own().vendor == pool.SERVER else pool.IDLE)


def test_what_is_cached_in_one_workspace_is_not_served_in_another(two):
    from django.core.cache import cache

    cache.set("key", "of the first")
    with enter(two[0]):
        assert cache.get("key") is None


def test_content_types_are_remembered_by_workspace(two):
    from django.contrib.contenttypes.models import ContentType

    with enter(two[0]):
        ContentType.objects.create(app_label="only", model="here")
        assert ContentType.objects.get_by_natural_key("only", "here")
    with enter(two[1]), pytest.raises(ContentType.DoesNotExist):
        ContentType.objects.get_by_natural_key("only", "here")


def test_files_of_two_workspaces_lie_apart(two):
    from django.core.files.storage import default_storage

    with enter(two[0]):
        one = default_storage.path("a.txt")
    with enter(two[1]):
        assert default_storage.path("a.txt") != one
