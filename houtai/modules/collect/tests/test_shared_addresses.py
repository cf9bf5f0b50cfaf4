"""Articles that only share an address are no duplicates of each other."""

from houtai.modules.collect.models import Books, Draft, Entry
from houtai.modules.collect.tests.conftest import feed, item, page, story


def test_parts_of_one_page_are_drafts_of_their_own(web):
    web.pages["/notes"] = page("Release notes", story(50))
    parts = [item(n, link=web.place.url(f"/notes#day-{n}"), text=f"<p>{story(n)}</p>") for n in (1, 2, 3)]
    web.pages["/feed"] = feed(*parts)
    assert web.collect(web.source()).drafted == 3
    third = Draft.objects.get(title="Story 3")
    assert (third.url, third.page_note) == (web.place.url("/notes#day-3"), "shared")
    assert story(3)[:40] in third.html
    web.pages["/other"] = feed(*parts)
    assert web.collect(web.source("/other")).duplicates == 3
    assert Books.differences() == []


def test_what_is_all_sent_to_one_notice_keeps_its_addresses_and_the_feeds_texts(web):
    web.pages["/login"] = page("Sign in", story(50))
    for n in (1, 2, 3):
        web.pages[f"/{n}"] = (302, {"Location": "/login"}, "")
    web.pages["/feed"] = feed(*(item(n, link=web.place.url(f"/{n}"), text=f"<p>{story(n)}</p>") for n in (1, 2, 3)))
    assert web.collect(web.source()).drafted == 3
    assert Draft.objects.get(title="Story 2").url == web.place.url("/2")


def test_an_article_that_another_address_leads_to_is_the_same(web):
    web.stories(1)
    web.pages["/short"] = (302, {"Location": "/1"}, "")
    web.collect(web.source())
    copy = item(1, guid="9", link=web.place.url("/short"), text=f"<p>{story(2)}</p>")
    web.pages["/other"] = feed(copy)
    web.collect(web.source("/other"))
    assert Entry.objects.get(key="9").reason == "same_address"
