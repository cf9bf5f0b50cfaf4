"""What watches for scripts sees them, and what is told apart from what may be stored is."""

import pytest

from bench.evals.xss_browser import show, stray, watched
from bench.evals.xss_payloads import own

HARMLESS = '<p data-align="center">a <a href="https://a.example/" rel="nofollow noopener">b</a></p>'


@pytest.fixture
def seen(chromium):
    found = watched(chromium)
    yield found
    found.page.context.close()


def test_a_script_a_handler_and_a_call_out_are_noticed(seen):
    show(seen, '<img src=x onerror="alert(1)"><script>window.__ran=1;eval("0")</script>')
    assert sorted(seen.ran) == ["canary __ran", "canary alert", "canary eval"]
    show(seen, '<link rel=stylesheet href="https://evil.example/x.css">')
    assert seen.went == ["stylesheet https://evil.example/x.css"]


def test_a_text_that_does_nothing_is_not_noticed(seen):
    show(seen, HARMLESS)
    assert seen.ran + seen.went == []


def test_what_may_not_be_stored_is_found_wherever_it_hides(seen):
    hostile = ["<p onclick='x'>a</p>", "<svg></svg>", '<a href="\x01java\tscript:x">a</a>', "<style>a{}</style>"]
    assert stray(seen.page, [HARMLESS]) == []
    assert {found.split()[0] for found in stray(seen.page, hostile)} == {"0", "1", "2", "3"}


def test_payloads_are_many_and_differ():
    assert len(set(own())) == len(own()) > 200
