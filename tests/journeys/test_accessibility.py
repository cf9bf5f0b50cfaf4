"""No page shuts anybody out: axe finds nothing serious, in both dresses, wide and on a phone."""

import pytest

from tests.conftest import PHONE
from tests.journeys import places
from tests.journeys.axe import violations

pytestmark = [
    pytest.mark.long,
    pytest.mark.once("how pages look; the walks that count queries ask for each of them on every engine"),
]
# Rules on what is said, and in which language.
NAMED = [
    *("html-has-lang", "html-lang-valid", "valid-lang", "document-title", "label", "button-name", "link-name"),
    *(
        "image-alt",
        "input-button-name",
        "select-name",
        "frame-title",
        "aria-input-field-name",
        "aria-toggle-field-name",
    ),
]
DRESSES = [
    pytest.param({}, id="wide"),
    pytest.param({"color_scheme": "dark", **PHONE}, id="dark phone"),
    pytest.param({"locale": "zh-CN"}, id="Chinese"),
]


def faults_of(page, addresses, *, only=()):
    """What is wrong, by address: axe's finds, an answer that is none, and a page wider than its window.

    only: the rules that axe is asked for; all of them when none is named.
    """
    wrong = {}
    for address in addresses:
        answer = page.goto(address)
        found = [f"answered {answer.status}"] if answer.status >= 400 else violations(page, only=only)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            found.append("wider than the window")
        if found:
            wrong[address] = found
    return wrong


@pytest.mark.parametrize("dress", DRESSES)
def test_every_page_of_ours_is_open_to_all(at_desk, owner, played, dress):
    page = at_desk(owner, **dress)
    pages = [*places.menu(), *places.details(), *places.editors(), *places.read()]
    # In another language the same parts in the same colours are read and named otherwise, and may be too wide.
    assert faults_of(page, pages, only=NAMED if "locale" in dress else ()) == {}


@pytest.mark.parametrize("dress", DRESSES[:2])
def test_signing_in_is_open_to_all(visit, live_server, dress):
    page = visit(base_url=live_server.url, **dress)
    assert faults_of(page, ["/account/login/", "/account/password/reset/"]) == {}


def test_what_wagtail_brings_along_is_open_and_works_under_our_policy(at_desk, owner, played):
    assert faults_of(at_desk(owner), [*places.STOCK, *places.OUTSIDE]) == {}
