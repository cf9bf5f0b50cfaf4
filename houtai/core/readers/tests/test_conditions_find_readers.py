import pytest

from houtai.core.readers.conditions import Circle, Evaluation, UnknownThing
from houtai.core.readers.following import follow
from houtai.core.readers.models import Audience, ReaderTag, Tag
from houtai.core.readers.tests.conftest import NOW, event


@pytest.fixture
def people(reader):
    ann = reader("ann", attributes={"city": "Beijing", "age": 30, "paid": True})
    ben = reader("ben", attributes={"city": "Shanghai", "age": 20})
    return [ann, ben, reader("cy")]


def found(text):
    return [str(row) for row in sorted(Evaluation(now=NOW).of(text))]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("", "abc"),
        ('attribute:city is "Beijing"', "a"),
        ('attribute:city not "Beijing"', "b"),
        ('attribute:city has "SHANG"', "b"),
        ("attribute:age at least 20", "ab"),
        ("attribute:age at least 20.5", "a"),
        ("attribute:age at most 20", "b"),
        ("attribute:paid is yes", "a"),
        ("attribute:age is yes", ""),
        ('attribute:age is "30"', ""),
        ("not attribute:age at least 0", "c"),
        ('tag:"vip" or attribute:age is 20', "bc"),
        ('audience:"young" and not tag:"vip"', "b"),
    ],
)
def test_a_condition_means_these_readers(people, text, who):
    ReaderTag.objects.give(Tag.objects.create(name="vip"), [people[2].pk], how="hand", at=NOW)
    Audience.objects.create(name="young", condition="not attribute:age at least 25")
    assert found(text) == [str(people["abc".index(name)].pk) for name in who]


def test_behaviour_is_counted_over_days(happened):
    happened(*[event("a", ago=day) for day in range(4)], event("a", ago=8), event("b"))
    follow(now=NOW)
    assert found("did view at least 4 times in 7 days") == found("did view at least 5 times in 9 days")
    assert found("did view at least 5 times in 8 days") == []
    assert len(found("did view in 1 day")) == 2


def test_a_tag_by_rule_follows_its_rule(people):
    Tag.objects.create(name="grown-up", rule="attribute:age at least 25")
    assert found("tag:grown-up") == [str(people[0].pk)]


def test_a_name_that_nobody_has_is_refused_with_the_nearest(db):
    Tag.objects.create(name="subscribers")
    with pytest.raises(UnknownThing, match="Did you mean “subscribers”"):
        found("tag:subscriber")


def test_a_circle_is_refused_with_its_path(db):
    Audience.objects.create(name="one", condition="audience:two")
    Audience.objects.create(name="two", condition="all and not audience:one")
    with pytest.raises(Circle) as error:
        found("audience:one")
    assert error.value.path == ["one", "two", "one"]


def test_an_audience_that_cannot_be_counted_keeps_its_last_count_and_says_why(people):
    tag = Tag.objects.create(name="vip")
    kept = Audience.objects.create(name="kept", condition="not tag:vip")
    Audience.objects.all().refresh(now=NOW)
    tag.delete()
    assert Audience.objects.all().refresh(now=NOW) == 1
    kept.refresh_from_db()
    assert len(kept.kept()) == kept.size == 3
    assert "vip" in kept.trouble
