"""No page shuts anybody out in the dark on a phone, nor in Chinese."""

import pytest

from tests.conftest import PHONE
from tests.journeys import places
from tests.journeys.axe import faults_of

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


def test_in_the_dark_on_a_phone(at_desk, owner, played):
    assert faults_of(at_desk(owner, color_scheme="dark", **PHONE), places.ours()) == {}


def test_in_chinese(at_desk, owner, played):
    """The same parts in the same colours are read and named otherwise, and may be too wide."""
    assert faults_of(at_desk(owner, locale="zh-CN"), places.ours(), only=NAMED) == {}
