from datetime import UTC, datetime, timedelta

import pytest
from django.template import engines
from django.utils import translation

from houtai.core.ui import figures

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


def render(source, **context):
    return engines["django"].from_string("{% load ui %}" + source).render(context)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"), (0.4, "0.4 s"), (5, "5 s"), (59.6, "60 s"), (60, "1 min"), (200, "3 min 20 s"),
        (3600, "1 h"), (5400, "1 h 30 min"), (90_000, "1 d 1 h"), (-90, "−1 min 30 s"),
    ],
)  # fmt: skip
def test_a_duration_is_written_in_its_two_largest_units(seconds, text):
    assert render("{{ s|duration }}", s=seconds) == text


def test_money_is_counted_in_minor_units_of_its_currency():
    assert render('{{ a|money:"CNY" }}', a=123456) == "CN¥1,234.56"
    assert render('{{ a|money:"JPY" }}', a=1250) == "¥1,250"
    assert render('{{ a|money:"KWD" }}', a=1250) == "KWD1.250"


def test_a_share_is_written_as_a_percentage():
    assert render("{{ p|percent }}", p=0.256) == "25.6%"
    assert render("{{ p|percent }}", p=1) == "100%"


def test_nothing_is_written_for_nothing():
    assert render("{{ n|duration }}{{ n|percent }}{{ n|when }}", n=None) == ""


def test_a_time_says_how_long_ago_and_exactly_when():
    html = render("{{ then|when:now }}", then=NOON - timedelta(minutes=3), now=NOON)
    assert 'datetime="2026-03-05T11:57:00+00:00"' in html
    assert "3 minutes ago" in html
    assert "11:57" in html


def test_a_time_is_written_in_chinese_too():
    with translation.override("zh-hans"):
        assert "3分钟前" in render("{{ then|when:now }}", then=NOON - timedelta(minutes=3), now=NOON)


def test_a_language_that_is_unknown_falls_back_on_english():
    with translation.override("xx"):
        assert figures.number(1234.5) == "1,234.5"
