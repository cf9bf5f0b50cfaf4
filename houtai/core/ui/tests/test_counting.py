import pytest
from django.utils.translation import override
from taggit.models import Tag

from houtai.core.ui.counting import DEAR, Count, count, counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def fifty():
    Tag.objects.bulk_create([Tag(name=f"t{n}", slug=f"t{n}") for n in range(50)])
    return Tag.objects.all()


def test_few_are_counted_one_by_one(fifty):
    assert count(fifty) == Count(number=50)
    assert count(fifty.filter(name="none")) == Count(number=0)
    assert count(fifty.filter(pk__in=[])) == count(fifty.none()) == Count(number=0)
    assert count(["a", "b"]) == Count(number=2)


def test_of_many_it_says_no_more_than_it_knows(fifty):
    found = count(fifty, cap=20)
    assert not found.is_exact
    assert found.number >= 20


def test_what_the_planner_overrates_is_counted(fifty, monkeypatch):
    monkeypatch.setattr("houtai.core.ui.counting.estimate", lambda rows: (1_000_000, 1))
    assert count(fifty, cap=1_000) == Count(number=50)
    assert count(fifty, cap=40) == Count(number=1_000_000, is_about=True)


@pytest.mark.only("postgresql")  # The other one expects nothing.
def test_what_is_dear_to_count_is_what_the_planner_expects(fifty, monkeypatch):
    monkeypatch.setattr("houtai.core.ui.counting.LOOKED_AT", 10)
    for cost, known in ((DEAR, Count(number=50)), (2 * DEAR, Count(number=60, is_about=True))):
        monkeypatch.setattr("houtai.core.ui.counting.estimate", lambda rows, cost=cost: (60, cost))
        assert count(fifty) == known


def test_three_queries_are_the_most(fifty, django_assert_max_num_queries):
    for cap in (10, 100):
        with django_assert_max_num_queries(3):
            count(fifty, cap=cap)


def test_several_are_counted_at_once(fifty, django_assert_max_num_queries):
    several = [fifty.filter(name="t1"), fifty.filter(pk__in=[]), fifty, fifty.filter(name__startswith="t4")]
    with django_assert_max_num_queries(1):
        assert [each.number for each in counts(several, cap=50)] == [1, 0, 50, 11]
    assert [each.is_exact for each in counts(several, cap=20)] == [True, True, False, True]
    assert counts([]) == []
    assert counts([fifty.none()]) == [Count(number=0)]


def test_it_is_written_for_people():
    about, more = Count(number=1_200_000, is_about=True), Count(number=10_000, is_more=True)
    assert [str(about), str(more), str(Count(number=3))] == ["about 1,200,000", "more than 10,000", "3"]
    with override("zh-hans"):
        assert [str(about), str(more)] == ["约 1,200,000", "超过 10,000"]
