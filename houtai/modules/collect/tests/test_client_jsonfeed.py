"""JSON Feed becomes entries as any other feed does."""

import json
from datetime import UTC, datetime

import pytest

from houtai.modules.collect.client.errors import Malformed, NotAFeed
from houtai.modules.collect.client.feed import parse

VERSION = "https://jsonfeed.org/version/1.1"
PLACE = "https://news.example/feed.json"


def read(*items, **head):
    return parse(json.dumps({"version": VERSION, "title": "A & B", "items": items, **head}).encode(), url=PLACE)


def test_an_entry_has_all_that_the_feed_says():
    item: dict[str, object] = {
        "id": "1",
        "url": "/1",
        "title": "One < two & three",
        "content_html": "<p>Body</p>",
        "image": "/i.png",
    }
    item |= {"date_published": "2026-11-22T18:00:00+08:00", "authors": [{"name": "Alice"}, {"name": "Bob"}]}
    feed = read(item, home_page_url="https://news.example/", language="en-GB")
    entry = feed.entries[0]
    assert (feed.title, feed.url, feed.language) == ("A & B", "https://news.example/", "en-gb")
    assert (entry.key, entry.url, entry.title) == ("1", "https://news.example/1", "One < two & three")
    assert (entry.author, entry.html, entry.image) == ("Alice, Bob", "<p>Body</p>", "https://news.example/i.png")
    assert entry.published == datetime(2026, 11, 22, 10, tzinfo=UTC)


def test_plain_text_and_numbers_for_ids_and_the_feeds_author_are_taken():
    entry = read({"id": 7, "content_text": "1 < 2"}, author={"name": "Alice"}).entries[0]
    assert (entry.key, entry.html, entry.author) == ("7", "<p>1 &lt; 2</p>", "Alice")


def test_what_is_wrong_in_an_item_costs_only_itself():
    feed = read({"id": "1", "title": 3, "authors": "x", "attachments": [4], "content_text": "x"}, "not an item", None)
    assert [entry.key for entry in feed.entries] == ["1"]


@pytest.mark.parametrize("body", ["{}", '{"items": []}', '{"version": "https://jsonfeed.org/version/1", "items": 3}'])
def test_other_json_is_no_feed(body):
    with pytest.raises(NotAFeed):
        parse(body.encode(), url=PLACE)


def test_a_json_feed_cut_off_in_the_middle_is_damaged():
    with pytest.raises(Malformed):
        parse(f'{{"version": "{VERSION}", "items": [{{"id": "1"'.encode(), url=PLACE)
