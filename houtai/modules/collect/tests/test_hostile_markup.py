"""Markup that never closes what it opens, or repeats itself without end, is read in one go: else these would hang."""

import pytest

from houtai.core.text.plain import excerpt
from houtai.modules.collect.client.feed import parse
from houtai.modules.collect.client.first_image import first_image
from houtai.modules.collect.client.page import extract
from houtai.modules.collect.client.pictures import PLACEHOLDER, largest
from houtai.modules.collect.client.sitemap import MOST_SAID

pytestmark = pytest.mark.once("it is read before anything is stored")
MANY = 60_000


def test_images_that_are_never_closed_show_none():
    assert first_image("<img " * MANY) == ""
    assert first_image("<img " * MANY + "<img alt='a' src='/a.png?b=1&amp;c=2'>") == "/a.png?b=1&c=2"


def test_figures_that_are_never_closed_are_left_in():
    assert excerpt("<figure " * MANY) == ""
    assert excerpt("<FIGURE>Left out</figure>Kept<figure>out</Figure>and <figure>open") == "Kept and open"


@pytest.mark.parametrize("address", ["blank" * MANY + "!", "https://n.example/a.jpg" + "-blank" * MANY + "/b"])
def test_a_name_that_repeats_a_placeholders_is_looked_at_once(address):
    assert not PLACEHOLDER.search(address)
    assert PLACEHOLDER.search("https://n.example/img-blank.v2.gif")


def test_the_widest_of_a_set_is_found_whatever_stands_between():
    assert largest("a" * 7_990 + " b") == ""
    assert largest("/a.jpg 300w, /b.jpg,c 900w,/c.jpg 2x , /d.jpg") == "/b.jpg,c"


def test_a_caption_in_a_sea_of_blanks_is_read():
    text = "<p>The ferry now leaves every twenty minutes, says the harbour office.</p>" * 5
    blanks = f"<p><img src='/a.png'></p><p>Someone 摄{' ' * MANY}1</p>"
    page = extract(f"<html><body><article>{text}{blanks}</article></body></html>".encode(), url="https://n.example/1")
    assert page.image == "https://n.example/a.png"


def test_of_an_address_in_a_sitemap_only_the_beginning_is_read():
    bulk = "<x/>" * MOST_SAID
    entries = parse(
        f"<urlset><url><loc>https://n.example/1</loc>{bulk}<lastmod>2026-11-01</lastmod></url></urlset>".encode()
    )
    assert [(entry.url, entry.published) for entry in entries.entries] == [("https://n.example/1", None)]
