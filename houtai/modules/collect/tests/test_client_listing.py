"""A page's list of articles is found from one of its headlines, or offered unasked."""

import pytest

from houtai.core.text.skeleton import skeleton
from houtai.modules.collect.client.errors import NoLinks
from houtai.modules.collect.client.listing import Listing, is_selector, listed

PLACE = "https://n.example/news/"
MENU = "".join(f"<li class='nav-item'><a href='/{name}'>{name}</a></li>" for name in ("home", "tech", "world", "sport"))
CARDS = "".join(
    f"<article class='card post-{n}'><a href='/a/{n}'><img src='/{n}.png' alt=''></a><div><h3 class='head'>"
    f"<a class='link link-{n}' href='/a/{n}?utm_source=x'>The headline of story number {n}</a></h3>"
    f"<p>Some teaser <a href='/tag/x'>tag</a></p></div></article>"
    for n in range(1, 8)
)
PAGE = f"<html><body><nav><ul>{MENU}</ul></nav><main>{CARDS}</main><a href='{PLACE}#top'>Top</a></body></html>"
CHINESE = "".join(f"<li><a href='/{n}.html' title='x'>港口今天公布了第{n}号新计划</a></li>" for n in range(1, 6))


def listing(html=PAGE):
    return Listing(skeleton(html, base=PLACE), url=PLACE)


def test_the_headlines_are_offered_first_and_the_menu_not_at_all():
    first, *others = listing().candidates()
    assert [link.title for link in first.links] == [f"The headline of story number {n}" for n in range(1, 8)]
    assert all("home" not in [link.title for link in each.links] for each in others)


def test_chinese_headlines_are_short_and_found():
    (first,) = listing(f"<ul>{MENU}</ul><ul class='list'>{CHINESE}</ul>").candidates()
    assert len(first.links) == 5


def test_pointing_at_one_headline_finds_those_like_it_whatever_figures_their_classes_have():
    page = listing()
    number = next(n for n, each in enumerate(page.anchors) if "number 3" in each.get_text())
    selector = page.pointed(number)
    assert len(page.links(selector)) == 7
    assert not any(figure in selector for figure in ("post-", "link-"))
    assert page.pointed(10_000) == ""


def test_an_address_is_listed_once_with_the_longest_of_its_texts_and_the_page_itself_never():
    page = listing("<p><a href='/1'>A</a><a href='/1#c'>A longer one</a><a href='/news/#x'>Up</a></p>")
    assert [(link.url, link.title) for link in page.links("a")] == [("https://n.example/1", "A longer one")]


def test_a_selector_may_name_what_is_around_a_link():
    assert len(listing().links("article.card h3")) == 7


def test_a_page_becomes_entries_known_by_their_address():
    entries = listed(PAGE.encode(), selector="h3 a", url=PLACE).entries
    assert (entries[0].key, entries[0].title) == ("https://n.example/a/1", "The headline of story number 1")
    with pytest.raises(NoLinks):
        listed(PAGE.encode(), selector="h5 a", url=PLACE)


@pytest.mark.parametrize("text", ["div >", "a[", "::before", "", ")"])
def test_what_is_no_selector_is_told_apart(text):
    assert not is_selector(text)
