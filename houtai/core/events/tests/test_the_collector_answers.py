"""The door: which requests are taken, and what the others are told."""

import json
import time

import pytest
from django.utils.timezone import now

from houtai.core.events import batch as batches
from houtai.core.events.collector import Collector
from houtai.core.events.intake import Intake, read, segments
from houtai.core.events.models import Key
from houtai.core.events.records import decode
from houtai.core.events.sites import Sites
from houtai.core.workspaces.context import current

HOST = "localhost"
BROWSER = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile/15E Safari/604"
ID = "0123456789abcdefghij-_"


@pytest.fixture
def collector(db, tmp_path):
    intake = Intake(tmp_path, most_bytes=2**20)
    yield Collector(intake)
    intake.close()


def body(**changes):
    at = int(time.time() * 1000)
    event = {"name": "view", "at": at}
    return json.dumps({"v": 1, "id": ID, "visitor": ID, "sent": at, "events": [event], **changes}).encode()


def take(collector, sent=None, **headers):
    """One POST, by default of a browser on our own page; None leaves a header out."""
    lines = {"origin": "http://localhost", "user_agent": BROWSER, **headers}
    named = {name.replace("_", "-"): value for name, value in lines.items() if value is not None}
    return collector.take(named.pop("host", HOST), named, body() if sent is None else sent)


def kept(collector):
    return [decode(one) for path in segments(collector.intake.folder) for one in read(path, 0)[0]]


def test_a_batch_of_our_own_page_is_taken_and_durable(collector):
    assert take(collector).status == 202
    found = kept(collector)[0]
    assert (found.workspace, found.device, found.bot, found.simulated) == (current(), "phone", False, False)


def test_a_referer_does_where_no_origin_is_sent(collector):
    assert take(collector, origin=None, referer="http://localhost/a/").status == 202


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", None, "http://localhost.elsewhere.example"])
def test_a_foreign_page_is_refused(collector, origin):
    assert take(collector, origin=origin).status == 403
    assert kept(collector) == []


def test_a_host_that_is_not_ours_is_unknown(collector):
    assert take(collector, host="elsewhere.example", origin="http://elsewhere.example").status == 404


def test_a_bad_batch_is_told_what_and_where(collector):
    answer = take(collector, body(events=[{"name": "view", "at": "late"}]))
    assert answer.status == 400
    assert json.loads(answer.body) == {"error": "Expected `int`, got `str`", "where": "$.events[0].at"}


def test_too_large_a_body_is_refused(collector):
    assert take(collector, b" " * (batches.MOST_BODY + 1)).status == 413


@pytest.mark.parametrize("agent", ["curl/8.5", "Googlebot/2.1", "Mozilla/5.0 HeadlessChrome/142", None])
def test_bots_are_marked_and_kept(collector, agent):
    assert take(collector, user_agent=agent).status == 202
    assert kept(collector)[0].bot


def test_a_server_sends_with_a_key(collector):
    _key, token = Key.objects.issue(name="shop", now=now())
    answer = take(collector, body(reader="lin", absolute=True), origin=None, authorization=f"Bearer {token}")
    assert answer.status == 202
    assert (kept(collector)[0].reader, kept(collector)[0].bot, kept(collector)[0].simulated) == ("lin", False, False)


def test_events_of_the_played_days_key_are_simulated(collector):
    _key, token = Key.objects.issue(name="played", now=now(), simulated=True)
    assert take(collector, authorization=f"Bearer {token}").status == 202
    assert kept(collector)[0].simulated


def test_a_revoked_key_ends_within_seconds(collector, monkeypatch):
    key, token = Key.objects.issue(name="shop", now=now())
    said = {"authorization": f"Bearer {token}", "origin": None}
    assert take(collector, **said).status == 202
    key.revoke(now=now())
    later = time.monotonic() + 5
    monkeypatch.setattr("houtai.core.events.sites.time.monotonic", lambda: later)
    assert take(collector, **said).status == 401


@pytest.mark.parametrize("said", ["Bearer wrong", "Bearer", "Basic abc"])
def test_a_wrong_key_is_refused(collector, said):
    assert take(collector, authorization=said).status == 401


def test_a_page_may_not_say_who_somebody_is(collector):
    assert take(collector, body(reader="lin")).status == 401


def test_a_key_of_another_workspace_is_none(collector):
    assert Sites().look_up("localhost").keys == {}


def test_while_too_much_waits_it_says_when_to_come_again(collector):
    collector.intake.crowded = True
    answer = take(collector)
    assert answer.status == 429
    assert dict(answer.headers)["retry-after"] == "2"


def test_while_the_disk_is_full_it_says_when_to_come_again(collector, monkeypatch):
    monkeypatch.setattr("houtai.core.events.segments.os.write", full)
    answer = take(collector)
    assert answer.status == 503
    assert dict(answer.headers)["retry-after"] == "5"


def full(*_arguments):
    raise OSError(28, "No space left on device")
