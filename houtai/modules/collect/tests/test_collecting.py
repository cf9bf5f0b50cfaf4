from houtai.modules.collect.models import Books, Draft, Entry
from houtai.modules.collect.tests.conftest import feed, item, story


def test_each_entry_becomes_a_draft_with_the_text_of_its_page(web):
    web.stories(1, 2, 3)
    run = web.collect(web.source())
    assert (run.status, run.found, run.drafted, run.duplicates, run.refused) == ("done", 3, 3, 0, 0)
    draft = Draft.objects.get(title="Story 1")
    assert draft.words > 100
    assert draft.state == draft.subject.state == "waiting"
    assert draft.url == web.place.url("/1")
    assert "Story 1" in draft.title
    assert draft.page_note == ""


def test_a_second_look_finds_nothing_again(web):
    web.stories(1, 2)
    source = web.source()
    web.collect(source)
    run = web.collect(source)
    assert (run.found, Draft.objects.count()) == (0, 2)
    assert Books.differences() == []


def test_without_a_page_the_feeds_own_text_is_taken_and_the_reason_noted(web):
    web.pages["/feed"] = feed(item(1, link=web.place.url("/gone"), text=f"<p>{story(1)}</p>"))
    web.collect(web.source())
    draft = Draft.objects.get()
    assert draft.page_note == "not_found"
    assert draft.html.startswith("<p>")


def test_an_entry_without_any_text_is_refused_with_a_reason(web):
    web.pages["/feed"] = feed(item(1, link=web.place.url("/gone")), item(2))
    run = web.collect(web.source())
    assert (run.found, run.refused) == (2, 2)
    refused = Entry.objects.get(key="1")
    assert (refused.fate, refused.reason) == ("refused", "no_text")
    assert "404" in refused.message
    assert Books.of().reasons == {"refused: no_text": 2}


def test_an_address_with_tracking_is_the_same_address(web):
    web.stories(1)
    web.collect(web.source())
    web.pages["/other"] = feed(item(9, link=web.place.url("/1/?utm_source=mail#top")))
    run = web.collect(web.source("/other"))
    entry = Entry.objects.get(key="9")
    assert (run.duplicates, entry.reason, entry.duplicate_of) == (1, "same_address", Draft.objects.get().subject)


def test_nearly_the_same_text_at_another_address_is_a_duplicate(web):
    web.stories(1)
    web.collect(web.source())
    web.pages["/other"] = feed(item(9, link=web.place.url("/copy"), text=f"{story(1)} Copied."))
    run = web.collect(web.source("/other"))
    assert (run.duplicates, Entry.objects.get(key="9").reason) == (1, "same_text")


def test_a_half_similar_text_stays_a_draft_that_names_what_it_resembles(web):
    web.stories(1)
    web.collect(web.source())
    web.pages["/other"] = feed(item(9, text=" ".join([*story(1).split()[:100], *story(5, 35).split()])))
    web.collect(web.source("/other"))
    draft = Draft.objects.get(title="Story 9")
    assert 0.4 < draft.similarity < 0.9
    assert draft.similar == Draft.objects.get(title="Story 1").subject


def test_hostile_markup_in_a_feed_is_cleaned(web):
    hostile = "<script>alert(1)</script><a href='javascript:x()'>go</a><svg onload='x()'></svg>"
    web.pages["/feed"] = feed(item(1, text=f"{hostile}<p onclick='x()'>{story(1)}</p>"))
    web.collect(web.source())
    text = Draft.objects.get().html
    assert not any(word in text for word in ("script", "onclick", "javascript", "svg"))
