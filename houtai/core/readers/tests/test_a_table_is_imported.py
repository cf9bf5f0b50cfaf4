import pytest

from houtai.core.catalog.catalog import catalog
from houtai.core.readers.conditions import Evaluation
from houtai.core.readers.imports.sheet import read
from houtai.core.readers.models import Bitmap, Import, Reader, ReaderTag, Tag
from houtai.core.readers.models.importing import KEPT
from houtai.core.readers.rebuilding import built
from houtai.core.readers.tests.conftest import NOW


def brought(text, by):
    data = text if isinstance(text, bytes) else text.encode()
    return Import.objects.receive(data, name="readers.csv", by=by, at=NOW)


def carried_out(text, by):
    row = brought(text, by)
    decision = catalog.action("readers.import").run(row, by=by, at=NOW)
    row.refresh_from_db()
    return row, decision


def everything():
    readers = sorted((each.key, sorted(each.attributes.items())) for each in Reader.objects.all())
    return readers, sorted(ReaderTag.objects.values_list("tag__name", "reader__key")), Bitmap.objects.found()


def test_looking_at_it_changes_nothing(reader, bob):
    reader("ann", attributes={"city": "Beijing", "age": 30})
    before = everything()
    row = brought("key,attribute,value\nann,city,Shanghai\nann,age,30\nben,city,Beijing\n", bob)
    assert row.state == "ready"
    assert row.report == {"known": 1, "new": 1, "new_tags": 0, "tags": 0, "set": 1, "changed": 1, "same": 1}
    assert everything() == before


def test_attributes_are_set_and_taken_back_exactly(happened, reader, bob):
    reader("ann", attributes={"city": "Beijing", "age": 30})
    before = everything()
    row, decision = carried_out("key;attribute;value\nann;city;Shanghai\nben;age;31\nben;paid;yes\n", bob)
    assert [list(Evaluation(now=NOW).of(text)) for text in ("attribute:age at least 31", "attribute:paid is yes")] == [
        [Reader.objects.get(key="ben").pk]
    ] * 2
    assert Bitmap.objects.found() == built()
    assert bytes(row.data) == b""
    decision.undo(by=bob)
    assert everything() == before
    assert not row.changes.exists()


def test_tags_are_given_and_taken_back_but_not_those_they_had(reader, bob):
    ann = reader("ann")
    ReaderTag.objects.give(Tag.objects.create(name="vip"), [ann.pk], how="hand", at=NOW)
    _row, decision = carried_out("\ufeff读者,标签\nann,vip\nben,vip\nann,新客\n", bob)
    assert set(ReaderTag.objects.values_list("tag__name", "reader__key")) == {
        ("vip", "ann"),
        ("vip", "ben"),
        ("新客", "ann"),
    }
    decision.undo(by=bob)
    assert list(ReaderTag.objects.values_list("tag__name", "reader__key")) == [("vip", "ann")]
    assert list(Reader.objects.values_list("key", flat=True)) == ["ann"]


def test_what_was_changed_since_is_not_taken_back(bob):
    _row, decision = carried_out("key,attribute,value\nann,city,Beijing\nben,city,Beijing\n", bob)
    ann, ben = Reader.objects.get(key="ann"), Reader.objects.get(key="ben")
    ann.attributes = {"city": "Xi'an"}
    ann.save()
    ben.addresses.create(channel="email", value={}, digest="1", since=NOW)
    assert decision.undo(by=bob).effect == {"tags": 0, "attributes": 1, "readers": 0}
    assert {each.key: each.attributes for each in Reader.objects.all()} == {"ann": {"city": "Xi'an"}, "ben": {}}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("key\nann", 1),
        ("ann,vip", 1),
        ("key,tag\nann,vip\n,vip", 3),
        ("key,tag\n\nann,", 3),
        ("key,attribute,value\nann,city,", 2),
        ("key,attribute,value\nann,city,a\nann,city,b", 3),
        ("key,tag\n" + "x" * 201 + ",vip", 2),
        ("key,tag\nann,v\x00p", 2),
        ('key,tag\nann,"vip', 2),
        ("key,tag\nplayed,vip", 2),
    ],
)
def test_one_wrong_line_and_nothing_is_done(reader, bob, text, line):
    reader("played", simulated=True)
    row = brought(text, bob)
    assert (row.state, row.wrong) == ("wrong", 1)
    assert row.problems[0][0] == line
    assert not Tag.objects.exists()


def test_charsets_are_recognised():
    text = "编号,属性,值\n读者一,城市,北京市海淀区\n"
    for data in (text.encode("gb18030"), text.encode("utf-8-sig"), text.encode()):
        (wish,) = read(data).wishes
        assert (wish.key, wish.attribute, wish.value) == ("读者一", "城市", "北京市海淀区")


def test_what_our_exports_made_harmless_comes_back_as_it_was():
    (wish,) = read(b"key,tag\nann,'=1+1\n").wishes
    assert wish.tag == "=1+1"


def test_a_table_that_nobody_carried_out_is_gone_after_a_day(bob):
    brought("key,tag\nann,vip\n", bob)
    assert Import.objects.tidy(now=NOW) == 0
    assert Import.objects.tidy(now=NOW + KEPT) == 1
