"""A feed that gives its entries other ids brings nothing twice."""

from datetime import timedelta

from houtai.modules.collect.models import Books, Draft, Entry
from houtai.modules.collect.tests.conftest import NOW, feed, item, story


def renamed(web, *numbers):
    return feed(*(item(n, link=web.place.url(f"/{n}"), guid=f"new-{n}") for n in numbers))


def test_entries_with_an_address_are_the_same_under_a_new_id(web):
    web.stories(1, 2, 3)
    source = web.source()
    web.collect(source)
    web.pages["/feed"] = renamed(web, 1, 2, 3)
    before = len(web.place.seen)
    run = web.collect(source, now=NOW + timedelta(hours=1))
    assert (run.found, Draft.objects.count(), Entry.objects.count()) == (0, 3, 3)
    assert len(web.place.seen) == before + 1
    assert set(Entry.objects.values_list("key", flat=True)) == {"new-1", "new-2", "new-3"}
    assert Books.differences() == []


def test_ids_that_change_at_every_look_cost_nothing(web):
    web.stories(1, 2)
    source = web.source()
    web.collect(source)
    for turn in range(5):
        web.pages["/feed"] = feed(*(item(n, link=web.place.url(f"/{n}"), guid=f"{turn}-{n}") for n in (1, 2)))
        assert web.collect(source).found == 0
    assert (Draft.objects.count(), Entry.objects.count()) == (2, 2)


def test_texts_without_an_address_are_known_again_however_short(web):
    texts = {1: story(1), 2: "Tide tables go digital.", 3: "A short one about the harbour office."}
    web.pages["/feed"] = feed(*(item(n, text=text) for n, text in texts.items()))
    source = web.source()
    web.collect(source)
    web.pages["/feed"] = feed(*(item(n, text=text, guid=f"new-{n}") for n, text in texts.items()))
    run = web.collect(source)
    assert (run.drafted, run.duplicates, Draft.objects.count()) == (0, 3, 3)
    assert Books.differences() == []


def test_a_new_address_and_a_new_id_do_not_hide_the_same_text(web):
    web.stories(1)
    source = web.source()
    web.collect(source)
    web.pages["/moved"] = web.pages["/1"]
    web.pages["/feed"] = feed(item(1, link=web.place.url("/moved"), guid="new"))
    assert web.collect(source).duplicates == 1


def test_what_came_to_nothing_is_not_asked_for_again_under_a_new_id(web):
    web.pages["/feed"] = feed(item(1, link=web.place.url("/gone")), item(2))
    source = web.source()
    assert web.collect(source).refused == 2
    web.pages["/feed"] = feed(item(1, link=web.place.url("/gone"), guid="new-1"), item(2, guid="new-2"))
    assert web.collect(source).found == 0


def test_another_title_at_a_known_address_is_another_entry(web):
    web.stories(1)
    source = web.source()
    web.collect(source)
    web.pages["/feed"] = feed(item(1, link=web.place.url("/1"), guid="new").replace("Story 1", "Story one, corrected"))
    run = web.collect(source)
    assert (run.duplicates, Draft.objects.count()) == (1, 1)
