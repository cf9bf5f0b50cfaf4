"""One article is known under every spelling of its address."""

import pytest

from houtai.modules.collect.client.canonical import canonical


@pytest.mark.parametrize(
    "url",
    [
        "https://News.example:443/a/",
        "https://news.example/a#part",
        "https://news.example/a?utm_source=x&fbclid=y",
        " https://news.example/a ",
    ],
)
def test_spellings_of_one_address_are_one(url):
    assert canonical(url) == "https://news.example/a"


def test_a_parameter_that_names_the_article_is_kept():
    assert canonical("http://news.example/?id=7&utm_medium=rss") == "http://news.example?id=7"


def test_what_is_no_address_is_left_as_it_is():
    assert canonical("urn:uuid:1") == "urn:uuid:1"
