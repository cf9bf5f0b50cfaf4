"""What both engines promise alike; the one of this run is tried."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from houtai.core.workspaces import engine, schema
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.engines import ENGINES
from houtai.core.workspaces.preparation import NoGolden, golden

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "0123456789abcdef"


@pytest.fixture
def made():
    engine.create(KEY, like=golden(schema.version()))
    yield engine.of(KEY)
    engine.destroy(KEY)


def test_a_clone_of_the_golden_one_is_whole(made):
    assert engine.exists(KEY)
    assert engine.bytes_of(KEY) > 100_000
    with enter(KEY):
        assert Group.objects.filter(name="Managers").exists()
        assert connection.vendor == made.vendor


def test_what_is_written_to_a_clone_is_not_in_the_next(made):
    with enter(KEY):
        Group.objects.create(name="of the first")
    engine.destroy(KEY)
    engine.create(KEY, like=golden(schema.version()))
    with enter(KEY):
        assert not Group.objects.filter(name="of the first").exists()


def test_destroying_takes_it_away_and_may_be_repeated(made):
    with enter(KEY):
        Group.objects.count()
    engine.destroy(KEY)
    engine.destroy(KEY)
    assert not engine.exists(KEY)


def test_control_is_always_a_file(made):
    assert engine.of(engine.CONTROL) is ENGINES["sqlite"]


def test_a_key_may_be_taken_for_one_of_the_other_engine_for_a_while(made):
    other = next(each for each in ENGINES.values() if each is not engine.own())
    engine.remember(KEY, other)
    assert engine.of(KEY) is other
    engine.forget(KEY)
    assert engine.of(KEY) is engine.own()


def test_the_other_engine_is_not_prepared_by_this_process(made, monkeypatch):
    other = next(each for each in ENGINES.values() if each is not engine.own())
    monkeypatch.setattr(type(other), "golden", lambda self, version: None)
    with pytest.raises(NoGolden, match=f"HOUTAI_ENGINE={other.name}"):
        golden(schema.version(), on=other.name)
