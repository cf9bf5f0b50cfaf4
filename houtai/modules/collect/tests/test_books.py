from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from houtai.core.workspaces.tests.loopback import serving
from houtai.modules.collect.models import Books, Draft, Entry, Fetch
from houtai.modules.collect.tests.conftest import NOW, Web, answer, feed, item, story

# An entry: its key, whether its page exists, which story its text tells (0: none), which source it is in.
ENTRIES = st.lists(
    st.tuples(st.integers(1, 6), st.booleans(), st.integers(0, 4), st.integers(0, 1)), min_size=1, max_size=8
)


class BooksTest(TestCase):
    """Whatever feeds hold and repeat, found = drafted + duplicates + refused, in each run and in all."""

    databases = "__all__"

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(ENTRIES, min_size=1, max_size=3))
    def test_the_books_balance_over_any_feeds(self, rounds):
        pages: dict[str, str] = {}
        with serving(lambda handler: answer(pages, handler)) as place:
            web = Web(place, pages)
            sources = [web.source("/0"), web.source("/1")]
            for entries in rounds:
                for number, source in enumerate(sources):
                    pages[f"/{number}"] = feed(*(one(web, *entry[:3]) for entry in entries if entry[3] == number))
                    run = web.collect(source)
                    assert run.found == run.drafted + run.duplicates + run.refused
        self.check()

    def check(self):
        books = Books.of()
        assert Books.differences() == []
        assert books.found == Entry.objects.count() == sum(Fetch.objects.values_list("found", flat=True))
        assert books.drafted == Draft.objects.count() <= 6 + 4
        assert books.duplicates + books.refused == sum(books.reasons.values())


def one(web, key, paged, told):
    if paged and told:
        web.pages[f"/page/{told}"] = f"<html><body><article><p>{story(told)}</p></article></body></html>"
    link = web.place.url(f"/page/{told}") if paged else ""
    return item(key, link=link, text=story(told) if told and not paged else "")


def test_a_wrong_count_is_named(web):
    web.stories(1, 2)
    source = web.source()
    web.collect(source)
    type(source).objects.filter(pk=source.pk).update(found=7)
    named = " ".join(Books.differences())
    assert "source" in named
    assert "7" in named


def test_the_books_of_one_source_are_its_own(web):
    web.stories(1, 2)
    first = web.source()
    web.collect(first)
    web.pages["/other"] = feed(item(3))
    other = web.source("/other")
    web.collect(other, now=NOW)
    assert (Books.of(first).drafted, Books.of(other).refused) == (2, 1)
