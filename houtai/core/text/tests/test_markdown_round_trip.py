"""Whatever an editor may write comes back from Markdown as it was."""

import pytest
from hypothesis import given, settings

from houtai.core.text.markdown import markdown, settled, stored
from houtai.core.text.tests.test_yjs_round_trip import SAMPLES
from houtai.core.text.tests.yjs import DOCUMENTS, doc_with
from houtai.core.text.yjs.writing import html

FILE = "images/a picture (1).jpg"


def address(number):
    return FILE if number == 4 else ""


def find(there):
    return 4 if there == FILE else None


@pytest.mark.parametrize("text", SAMPLES)
def test_samples_come_back(text):
    assert stored(markdown(text, address=address), find=find) == settled(text)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(blocks=DOCUMENTS)
def test_anything_comes_back_and_is_written_the_same_again(blocks):
    text = html(doc_with(*blocks))
    written = markdown(text, address=address)
    assert stored(written, find=find) == settled(text) == text
    assert markdown(stored(written, find=find), address=address) == written
