"""What the played day collects from."""

from __future__ import annotations

import http.client
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houtai.site.day.plan import Plan
from houtai.site.day.server import PortTaken, serving
from houtai.site.day.sites import NoInput, Site, cut, from_folder, items, sample

PIECES = st.sampled_from(
    [b"<item>", b"</item>", b"<entry a='b'>", b"</entry>", b"<items>", b"text", b"<rss>", b"\xff", b"<item", b"\n"]
)
BODIES = st.lists(PIECES, max_size=40).map(b"".join)


@given(BODIES)
def test_items_stand_one_after_the_other_and_begin_and_end_as_items(body):
    place = 0
    for start, end in items(body):
        assert place <= start < end <= len(body)
        assert body[start:end].startswith((b"<item", b"<entry"))
        assert body[start:end].endswith((b"</item>", b"</entry>"))
        place = end


@given(BODIES, st.floats(0, 1))
def test_the_first_items_stay_and_all_else_too(body, share):
    found = list(items(body))
    kept = found[: round(len(found) * share)]
    left = cut(body, share)
    gone = sum(end - start for start, end in found[len(kept) :])
    assert len(left) == len(body) - gone
    assert left.startswith(body[: kept[-1][1]] if kept else b"")


@given(BODIES)
def test_a_whole_share_is_the_whole_feed(body):
    assert cut(body, 1.0) == body


@given(BODIES, st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_has_all_that_a_smaller_one_has(body, one, other):
    spans = list(items(body))
    less, more = (round(len(spans) * share) for share in sorted([one, other]))
    assert [body[start:end] for start, end in spans[:less]] == [body[start:end] for start, end in spans[:more]][:less]


def test_a_feed_that_opens_items_and_never_closes_them_takes_no_time():
    began = time.process_time()
    assert cut(b"<item><entry>" * 300_000, 0.5) == b"<item><entry>" * 300_000
    assert time.process_time() - began < 5


def folder_with(folder: Path, **files: bytes) -> Path:
    for name, body in files.items():
        file = folder / name.replace("__", "/").replace("_xml", ".xml").replace("_html", ".html")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    return folder


def test_the_fullest_feed_turns_bad_where_there_are_no_pages(tmp_path):
    site = from_folder(folder_with(tmp_path, feeds__a_xml=b"<item></item>", feeds__b__c_xml=b"<item></item>" * 2))
    assert [feed.name for feed in site.feeds] == ["Played: a", "Played: b/c"]
    assert site.bad.path == "/feeds/b/c.xml"


def test_pages_are_listed_in_a_feed_of_their_own(tmp_path):
    site = from_folder(folder_with(tmp_path, pages__x__source_html=b"<p>Hello"))
    listed = site.respond("/pages.xml")
    assert listed is not None
    assert b"<link>/pages/x</link>" in listed[2]
    assert site.respond("/pages/x") == (200, "text/html", b"<p>Hello")
    assert site.respond("/pages/../secret") is None


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(NoInput, match="neither"):
        from_folder(tmp_path)


def test_the_sample_is_the_same_for_the_same_seed():
    day = Plan(seed=3, day="2026-03-02").at(0)
    one, same, other = (sample(seed=seed, entries=5, day=day) for seed in (3, 3, 4))
    path = one.feeds[0].path
    assert one.respond(path) == same.respond(path) != other.respond(path)
    assert one.bad in one.feeds


def ask(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def served(tmp_path: Path) -> Site:
    return from_folder(folder_with(tmp_path, feeds__a_xml=b"<item>1</item>" * 2, feeds__b_xml=b"<item>2</item>" * 4))


def test_feeds_come_out_by_their_share(tmp_path):
    with serving(served(tmp_path), port=0) as server:
        server.share, server.turning = 0.5, 0.75
        assert ask(server.port, "/feeds/a.xml") == (200, b"<item>1</item>")
        assert ask(server.port, "/feeds/b%2Exml") == (200, b"<item>2</item>" * 3)
        assert ask(server.port, "/feeds/c.xml")[0] == 404


def test_a_port_that_is_taken_is_named(tmp_path):
    site = served(tmp_path)
    with (
        serving(site, port=0) as server,
        pytest.raises(PortTaken, match=str(server.port)),
        serving(site, port=server.port),
    ):
        pass
