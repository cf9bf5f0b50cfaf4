"""What a batch may hold, and what is said of one that may not come in."""

import json

import pytest

from houtai.core.events.batch import AHEAD, CLAMP, Invalid, check, decode
from houtai.core.events.records import Cover, covered
from houtai.core.events.records import decode as kept_as
from houtai.core.events.schema import visitor_of
from houtai.core.events.via import Via

NOW = 1_780_000_000_000_000
ID = "0123456789abcdefghij-_"
DAY = 86_400_000_000


def batch(**changes):
    event = {"name": "view", "at": 5000, **changes.pop("event", {})}
    return json.dumps({"v": 1, "id": ID, "visitor": ID, "sent": 6000, "events": [event], **changes}).encode()


def kept(body, *, simulated=None):
    check(decode(body), received=NOW, oldest=400 * DAY)
    cover = covered(Cover("w", "news.example", "", bot=False, simulated=simulated))
    return kept_as(cover % NOW + body)


def refused(body):
    with pytest.raises(Invalid) as caught:
        kept(body)
    return caught.value.where


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (b"", "$"),
        (b"[]", "$"),
        (b"\xff\xfe", "$"),
        (batch(v=2), "$.v"),
        (batch(id="short"), "$.id"),
        (batch(id=ID[:-1] + "é"), "$.id"),
        (batch(visitor=ID[:-1] + "/"), "$.visitor"),
        (batch(id=ID[:-1] + "\n"), "$.id"),
        (batch(more=1), "$"),
        (batch(events=[]), "$.events"),
        (batch(events=[{"name": "view", "at": 1}] * 201), "$.events"),
        (batch(event={"name": "View"}), "$.events[0].name"),
        (batch(event={"name": "x" * 41}), "$.events[0].name"),
        (batch(event={"at": "now"}), "$.events[0].at"),
        (batch(event={"at": 6001}), "$.events[0].at"),
        (batch(event={"at": -1}), "$.events[0].at"),
        (batch(event={"subject": "s" * 121}), "$.events[0].subject"),
        (batch(event={"props": {"a": 1}}), "$.events[0].props[...]"),
        (batch(event={"value": 1e300}), "$.events[0].value"),
        (batch(event={"path": "a\0b"}), "$"),
        (batch(event={"path": "\ud800"}), "$"),
        (batch(event={"name": "identify"}), "$.events[0]"),
        (batch().replace(b"5000", b"NaN"), "$"),
        (batch().replace(b"5000", b"1e999"), "$.events[0].at"),
        (batch(visitor=None), "$.visitor"),
    ],
)
def test_what_is_not_a_batch_is_refused_with_its_place(body, where):
    assert refused(body).startswith(where)


def test_a_clock_ten_years_off_does_not_matter():
    ahead = 10 * 365 * DAY // 1000
    lines = kept(batch(sent=6000 + ahead, event={"at": 5000 + ahead})).events
    assert lines[0].at == NOW - 1_000_000


def test_an_event_from_long_ago_is_put_seven_days_back():
    assert kept(batch(sent=10**13)).events[0].at == NOW - CLAMP


def test_absolute_times_are_taken_as_they_are():
    at = (NOW - DAY) // 1000
    assert kept(batch(absolute=True, event={"at": at})).events[0].at == at * 1000


@pytest.mark.parametrize("at", [(NOW + AHEAD) // 1000 + 1, (NOW - 401 * DAY) // 1000])
def test_absolute_times_are_neither_in_the_future_nor_older_than_is_kept(at):
    assert refused(batch(absolute=True, event={"at": at})) == "$.events[0].at"


def test_a_known_reader_without_a_browser_is_a_visitor_by_key():
    found = kept(batch(visitor=None, reader="lin"))
    assert (found.visitor, found.reader) == (visitor_of("reader:lin"), "lin")


def test_the_decision_comes_back_with_the_click():
    token = Via(decision=41, reader=7).token(workspace="w")
    line = kept(batch(event={"via": token})).events[0]
    assert (line.decision, line.via) == (41, 7)


def test_a_forged_token_is_left_out_and_the_event_stays():
    token = Via(decision=41, reader=7).token(workspace="another")
    line = kept(batch(event={"via": token})).events[0]
    assert (line.name, line.decision, line.via) == ("view", None, None)


def test_of_addresses_only_what_says_nothing_about_people_is_kept():
    event = {"path": "/a/?mail=x@example.com#me", "referrer": "https://user:word@search.example:8443/q?s=1"}
    line = kept(batch(event=event)).events[0]
    assert (line.path, line.referrer) == ("/a/", "search.example")
    assert kept(batch(event={"referrer": "https://news.example/a/"})).events[0].referrer == ""


def test_text_of_all_scripts_comes_through():
    assert kept(batch(event={"props": {"词": "热门 🎉 \\u0000"}})).events[0].props == '{"词":"热门 🎉 \\\\u0000"}'
