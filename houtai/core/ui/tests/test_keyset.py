"""Walking a table from row to row: everything once, in order, whatever is sorted by and whatever happens meanwhile."""

from datetime import UTC, datetime, timedelta
from itertools import groupby

import pytest
from taggit.models import Tag
from wagtail.images.models import Image

from houtai.core.ui.keyset import Order

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def walked(rows, name, *, back=False, count=3, meanwhile=lambda: None):
    order, found, place = Order(rows.model, name), [], None
    while places := order.walk(rows, place=place, back=back, count=count):
        found += places
        place = places[-1]
        meanwhile()
    return found


@pytest.fixture
def people(django_user_model):
    """Twenty, of whom every third never signed in, and the others three at the same time."""
    for n in range(20):
        user = django_user_model.objects.create_user(f"reader{n}@example.com", None)
        last = None if n % 3 == 0 else NOON + timedelta(microseconds=n // 6)
        django_user_model.objects.filter(pk=user.pk).update(last_login=last)
    return django_user_model.objects.all()


@pytest.mark.parametrize("name", ["last_login", "-last_login", "email", "-email", "pk", "-pk"])
@pytest.mark.parametrize("count", [1, 3, 7, 50])
def test_both_ways_give_every_row_once_and_in_order(people, name, count):
    forth = walked(people, name, count=count)
    assert sorted(place.key for place in forth) == sorted(people.values_list("pk", flat=True))
    assert walked(people, name, count=count, back=True) == forth[::-1]
    assert [place.key for place in forth] == list(
        Order(people.model, name).sort(people, blanks_last=True).values_list("pk", flat=True)
    )


def test_what_has_no_value_comes_last_in_both_directions(people):
    for name in ("last_login", "-last_login"):
        blank = [place.value is None for place in walked(people, name)]
        assert [state for state, _rows in groupby(blank)] == [False, True]


@pytest.mark.parametrize("name", ["uploaded_by_user__email", "-uploaded_by_user__email"])
def test_a_name_in_another_table_may_be_missing(people, name):
    owners = [None, *people[:3]]
    Image.objects.bulk_create(
        [Image(title=f"{n}", file=f"{n}.png", width=1, height=1, uploaded_by_user=owners[n % 4]) for n in range(13)]
    )
    forth = walked(Image.objects.all(), name, count=2)
    assert len({place.key for place in forth}) == len(forth) == 13
    assert [place.value is None for place in forth] == [False] * 9 + [True] * 4
    assert walked(Image.objects.all(), name, count=2, back=True) == forth[::-1]


def test_what_is_added_before_moves_nothing_to_the_next_page():
    Tag.objects.bulk_create([Tag(name=f"n{n:02}", slug=f"n{n}") for n in range(10)])
    added = iter(range(100))

    def add():
        n = next(added)
        Tag.objects.create(name=f"a{n}", slug=f"a{n}")

    assert [place.value for place in walked(Tag.objects.all(), "name", meanwhile=add)] == [
        f"n{n:02}" for n in range(10)
    ]


def test_what_is_counted_for_each_row_is_no_order():
    assert not Order(Tag, "articles").fields
    assert not Order(Tag, "taggit_taggeditem_items").fields
