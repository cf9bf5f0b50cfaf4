import re
from datetime import date

import pytest
from django.template import engines
from django.utils import translation

from houtai.core.ui.charts import Chart, ChartRowsDoNotFit


def render(chart):
    return engines["django"].from_string("{% load ui %}{% chart chart %}").render({"chart": chart})


def cells(html):
    return re.findall(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", html)


def made(**more):
    rows = [("Mon", 1200), ("Tue", 15)]
    return Chart(**{"kind": "bar", "title": "Drafts", "columns": ["Day", "Drafts"], "rows": rows, **more})


def test_a_chart_carries_its_data_and_the_same_data_as_a_table():
    html = render(made())
    assert 'data-controller="chart"' in html
    assert 'type="application/json"' in html
    assert cells(html) == ["Day", "Drafts", "Mon", "1,200", "Tue", "15"]


def test_a_chart_without_rows_says_what_to_do():
    html = render(made(rows=[], empty="Decide something first."))
    assert "Decide something first." in html
    assert "data-controller" not in html


def test_what_a_stranger_wrote_stays_text():
    html = render(made(title="<b>x</b>", rows=[("</script><script>alert(1)", 1)]))
    assert "<script>alert" not in html
    assert "<b>x" not in html


def test_a_chart_has_no_inline_script_and_no_inline_style():
    html = render(made())
    assert html.count("<script") == html.count('type="application/json"') == 1
    assert " style=" not in html


def test_money_is_written_in_the_language_of_the_page():
    chart = made(style="money", unit="CNY", rows=[("Mon", 123456)])
    assert chart.table()["rows"] == [["Mon", "CN¥1,234.56"]]
    with translation.override("zh-hans"):
        assert chart.table()["rows"] == [["Mon", "¥1,234.56"]]
    assert chart.format() == {"style": "money", "currency": "CNY", "digits": 2}


def test_dates_are_written_in_the_language_of_the_page():
    chart = made(rows=[(date(2026, 3, 5), 1)])
    with translation.override("zh-hans"):
        assert chart.option()["categories"] == ["3月5日"]


def test_several_series_have_a_legend_and_stand_on_each_other_when_stacked():
    option = made(kind="stacked", columns=["Day", "A", "B"], rows=[("Mon", 1, 2)]).option()
    assert option["legend"]
    assert [series["stack"] for series in option["series"]] == ["all", "all"]


def test_a_row_that_does_not_fit_is_refused():
    with pytest.raises(ChartRowsDoNotFit):
        made(rows=[("Mon", 1, 2)])
