"""Addresses are judged as a browser would read them."""

import pytest

from houtai.core.text.address import settle


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "JaVa\nScRiPt:alert(1)",
        "\x1fjavascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "http://",
        "http://[::1",
        "http://x:port/",
        "",
        " ",
        "x" * 5000,
    ],
)
def test_what_is_no_web_address_is_nothing(value):
    assert settle(value, base="https://x.example/") == ""


@pytest.mark.parametrize(
    ("value", "settled"),
    [
        ("/a", "https://x.example/a"),
        ("b?c#d", "https://x.example/dir/b?c#d"),
        ("//other.example/a", "https://other.example/a"),
        ("\\\\other.example\\a", "https://other.example/a"),
        ("HTTPS:\\\\other.example/a", "https://other.example/a"),
        (" https://x.example/a b ", "https://x.example/a%20b"),
        ("https://x.example/文", "https://x.example/文"),
        ("\u00a0javascript:x", "https://x.example/dir/%C2%A0javascript:x"),
    ],
)
def test_an_address_is_made_whole(value, settled):
    assert settle(value, base="https://x.example/dir/") == settled


def test_mail_is_allowed_where_it_is_asked_for():
    assert settle("mailto:alice@x.example", mail=True) == "mailto:alice@x.example"
    assert settle("mailto:alice@x.example") == ""
