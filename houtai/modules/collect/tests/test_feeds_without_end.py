"""A feed that would keep the reader busy for hours, or fill the memory, is given up; the next one is read."""

import json

import pytest

from houtai.modules.collect.client.errors import Endless, Malformed
from houtai.modules.collect.client.feed import parse
from houtai.modules.collect.client.thorough import TakesTooLong, apart
from houtai.modules.collect.tests.conftest import feed

pytestmark = pytest.mark.once("it is read before anything is stored")
ODD = "<item><title>One</title><p>"


def test_one_that_takes_hours_is_given_up_and_the_next_is_read():
    with pytest.raises(TakesTooLong):
        apart.read(feed(f"{ODD}<author>{'a.' * 100_000}</author>").encode(), seconds=0.1)
    assert [entry.title for entry in parse(feed(ODD).encode()).entries] == ["One"]


def test_one_on_which_the_reader_breaks_is_damaged():
    spaces = "xmlns:gml='http://www.opengis.net/gml'"
    with pytest.raises(Malformed):
        parse(feed(f"<item><title>One</title><svg/><gml:posList {spaces}>1 1</gml:posList></item>").encode())


@pytest.mark.parametrize(
    "text", [feed("<item><guid/></item>" * 100_000), feed("<item>" + "&lt;p&gt;" * 500_001 + "</item>")]
)
def test_one_of_too_many_marks_says_so(text):
    with pytest.raises(Endless):
        parse(text.encode())


def test_of_a_json_feed_the_first_thousand_are_read_and_few_authors():
    told = {"version": "https://jsonfeed.org/version/1.1", "authors": [{"name": "Ann"}] * 5000}
    found = parse(json.dumps(told | {"items": [{"id": number} for number in range(1500)]}).encode())
    assert (len(found.entries), found.entries[0].author.count("Ann")) == (1000, 50)
