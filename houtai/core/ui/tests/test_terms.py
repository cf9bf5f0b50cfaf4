"""Terms of use as somebody stated them."""

import pytest

from houtai.core.ui.components import terms


@pytest.mark.parametrize(
    ("licence", "shown"),
    [
        ("https://creativecommons.org/licenses/by-nc/4.0/deed.zh", "CC BY-NC 4.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
        ("https://news.example/terms", "https://news.example/terms"),
    ],
)
def test_an_address_is_a_link_with_a_short_name_where_there_is_one(licence, shown):
    assert terms(licence) == f'<a href="{licence}" rel="license nofollow noopener">{shown}</a>'


def test_words_stay_words_and_no_other_address_is_a_link():
    assert terms("版权所有 <b>") == "版权所有 <b>"
    assert terms("javascript:alert(1)") == "javascript:alert(1)"


def test_an_address_cannot_leave_its_attribute():
    assert '"><' not in terms('https://news.example/"><script>')
