import pytest

from houtai.core.catalog.catalog import catalog
from houtai.core.readers.conditions import Evaluation
from houtai.core.readers.models import Reader, Tag
from houtai.core.readers.tests.conftest import NOW
from houtai.core.work.errors import NotFound, NotPossible
from houtai.core.work.models import Subject


def run(name, reader, by, **inputs):
    return catalog.action(name).run(reader, by=by, at=NOW, **inputs)


def test_a_reader_has_no_row_among_the_subjects_before_the_first_decision(reader, bob):
    one = reader()
    assert not Subject.objects.filter(kind="readers.reader").exists()
    Tag.objects.create(name="vip")
    run("readers.tag", one, bob, tag="vip")
    assert Subject.objects.filter(kind="readers.reader", key=str(one.pk)).count() == 1


def test_tagging_can_be_undone(reader, bob):
    one = reader()
    Tag.objects.create(name="vip")
    decision = run("readers.tag", one, bob, tag="vip")
    assert list(Evaluation(now=NOW).of("tag:vip")) == [one.pk]
    decision.undo(by=bob)
    assert not Evaluation(now=NOW).of("tag:vip")


def test_opting_out_is_kept_and_can_be_undone(reader, bob):
    one = reader()
    decision = run("readers.opt_out", one, bob, channel="email")
    assert one.consents.get().given is False
    decision.undo(by=bob)
    assert one.consents.get().given is True


def test_a_tag_twice_is_refused(reader, bob):
    one = reader()
    Tag.objects.create(name="vip")
    run("readers.tag", one, bob, tag="vip")
    with pytest.raises(NotPossible):
        run("readers.tag", one, bob, tag="vip")


def test_a_stranger_is_told_that_there_is_no_such_reader(reader, charlie):
    with pytest.raises(NotFound):
        run("readers.opt_out", reader(), charlie, channel="email")


def test_erasing_asks_a_second_person(reader, alice, owner):
    one = reader()
    assert run("readers.erase", one, alice).action == "work.ask"
    assert Reader.objects.filter(pk=one.pk).exists()
