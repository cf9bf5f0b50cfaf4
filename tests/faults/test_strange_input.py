"""Whatever lies in the folder, the day ends with books that balance."""

from __future__ import annotations

import gzip
import json
import os
import random
from pathlib import Path

import pytest

from tests.faults.conftest import Kennel
from tests.faults.played import DAY

pytestmark = pytest.mark.once("what is refused or mended here never reaches a database")

SHORT = [*DAY, "--half-hours=2", "--readers=0"]
BOMB = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel>'
LINKS = [
    "http://169.254.169.254/latest/",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "http://[::1]/",
    "http://user:word@127.0.0.1/",
    "//",
    "http://127.0.0.1:99999/",
    "x" * 5000,
    "/pages/no%20such",
    "https://例え.テスト/#x",
    "",
]
CHANCE = random.Random(5)


def rss(*items: str) -> str:
    return f"<rss version='2.0'><channel><title>&lt;b&gt;</title>{''.join(items)}</channel></rss>"


def item(title: str, link: str = "", text: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link><description>{text}</description></item>"


def story(number: int) -> str:
    return " ".join(f"word{CHANCE.randrange(5000)}" for _word in range(60)) + f" story {number}"


FEEDS = {
    "empty": b"",
    "blank": b" \n ",
    "binary": CHANCE.randbytes(50_000),
    "cut short": rss(item("One", text=story(1))).encode()[:-30],
    "中文 名字": rss(item("标题", text="这是一个很长的故事。" * 30)).encode(),
    "a#b": rss(item("Hash", text=story(2))).encode(),
    "100%": rss(item("Percent", text=story(3))).encode(),
    "%41?x=1&y": rss(item("Query", text=story(4))).encode(),
    "sub folder/深/x": rss(item("Deep", text=story(5))).encode(),
    "bomb": BOMB.encode(),
    "utf-16": f"<?xml version='1.0' encoding='utf-16'?>{rss(item('Wide', text=story(6)))}".encode("utf-16"),
    "packed": gzip.compress(rss(item("Packed")).encode()),
    "page": b"<!doctype html><title>No feed</title><p>Nothing",
    "deep": b"<rss><channel>" + b"<a>" * 20_000,
    "controls": rss(item("\x01\x0b", text="\x00\x08")).encode(),
    "links": rss(*(item(f"Link {at}", link.replace("&", "&amp;")) for at, link in enumerate(LINKS))).encode(),
    "many": rss(*(item(f"Many {at}", text=story(at)) for at in range(130))).encode(),
    "openers": b"<item " * 200_000,
    "huge": b"<rss><channel>" + b"<item><title>x</title></item>" * 400_000,
}
PAGES = {"空": "<p>" + "这是一个很长的故事。" * 40, "empty": "", "a#b %41": f"<article><p>{story(900)}</p></article>"}


def fill(folder: Path) -> None:
    for name, body in FEEDS.items():
        file = folder / "feeds" / f"{name}.xml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    for name, text in PAGES.items():
        (folder / "pages" / name).mkdir(parents=True)
        (folder / "pages" / name / "source.html").write_text(text, "utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/feeds/\xff\xfe.xml")).write_bytes(FEEDS["a#b"])
    (folder / "feeds" / "folder.xml").mkdir()
    (folder / "feeds" / "lost.xml").symlink_to("nowhere")


def played(kennel: Kennel, folder: Path) -> dict[str, object]:
    ended = kennel.run(*SHORT, f"--input={folder}")
    assert ended.status == 0, ended.err
    assert "Traceback" not in ended.err
    books: dict[str, object] = json.loads(ended.out)
    return books


def test_broken_empty_huge_and_binary_files_with_odd_names_do_not_stop_the_day(kennel, tmp_path):
    fill(tmp_path / "输入 folder")
    books = played(kennel("home"), tmp_path / "输入 folder")
    assert books["imbalances"] == books["decisions_verify"] == books["ledger_verify"] == []
    # The 130 of "many" take two looks, and each of the other feeds that can be read gives its own.
    assert isinstance(books["found"], int)
    assert books["found"] >= 130 + 8


def test_a_folder_without_feeds_and_pages_is_refused(kennel, tmp_path):
    ended = kennel("home").run("day", f"--input={tmp_path / 'nowhere'}")
    assert ended.status == 1
    assert "has neither feeds/**/*.xml nor pages/*/source.html" in ended.err


def test_options_that_make_no_day_are_refused(kennel):
    place = kennel("home")
    for words in (
        ["--half-hours=1"],
        ["--half-hours=x"],
        ["--entries=0"],
        ["--date=2026-13-01"],
        ["--date=9999-01-01"],
    ):
        ended = place.run("day", *words)
        assert ended.status == 2, ended.err
        assert "is not" in ended.err
        assert "Traceback" not in ended.err
