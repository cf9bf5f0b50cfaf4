from hypothesis import given
from hypothesis import strategies as st

from houtai.core.ui.charts import Chart

changes = st.lists(st.one_of(st.none(), st.integers(-(10**6), 10**6)), min_size=1, max_size=30)


def made(values):
    return Chart(
        kind="waterfall", title="Worth", columns=["Part", "Hours"], rows=[(str(i), v) for i, v in enumerate(values)]
    )


def size(part):
    return part["value"] if part else 0


@given(changes)
def test_what_is_seen_of_a_bar_is_as_high_as_the_change(values):
    base, above, below = made(values).option()["series"]
    running = 0
    for index, value in enumerate(values):
        start = 0 if value is None else running
        running += value or 0
        seen = size(above["data"][index]) - size(below["data"][index])
        assert seen == abs(running - start)
        assert base["data"][index] + size(above["data"][index]) in {max(start, running), base["data"][index]}


@given(changes)
def test_the_parts_of_a_bar_reach_exactly_from_its_start_to_its_end(values):
    base, above, below = made(values).option()["series"]
    running = 0
    for index, value in enumerate(values):
        start = 0 if value is None else running
        running += value or 0
        low, high = min(start, running), max(start, running)
        top = max(base["data"][index], 0) + size(above["data"][index])
        bottom = min(base["data"][index], 0) + size(below["data"][index])
        assert top == max(high, 0)
        assert bottom == min(low, 0)


def test_an_empty_value_is_the_total_so_far():
    chart = made([500, -120, None])
    assert [row[1] for row in chart.table()["rows"]] == ["500", "-120", "380"]
    assert chart.option()["series"][1]["data"][2] == {"value": 380, "tone": "total", "show": 380}


def test_gains_losses_and_totals_are_told_apart():
    above = made([500, -120, None]).option()["series"][1]["data"]
    assert [part["tone"] for part in above] == ["good", "bad", "total"]
