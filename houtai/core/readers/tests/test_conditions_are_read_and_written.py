from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houtai.core.readers.conditions import BadCondition, parse
from houtai.core.readers.conditions.nodes import All, Attribute, Did, Everybody, Not, Some, Tagged, Within

TEXT = st.text(min_size=1, max_size=20)
LEAVES = st.one_of(
    st.just(Everybody()),
    st.builds(Tagged, TEXT),
    st.builds(Within, TEXT),
    st.builds(
        Attribute,
        TEXT,
        st.sampled_from(["is", "not", "at least", "at most", "has"]),
        st.one_of(TEXT, st.booleans(), st.integers(-(10**9), 10**9).map(float)),
    ),
    st.builds(Did, st.sampled_from(["view", "read", "shop.buy"]), st.integers(1, 1000), st.integers(1, 366)),
)


def joined(parts):
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, parts), st.builds(All, several), st.builds(Some, several))


@settings(max_examples=50)
@given(st.recursive(LEAVES, joined, max_leaves=8))
def test_what_is_written_is_read_again(condition):
    assert parse(str(condition)) == condition


@pytest.mark.parametrize("text", ['tag:"vip"', "tag:vip", "TAG: vip", "tag：“vip”", "((tag:「vip」))"])
def test_quotes_and_width_do_not_matter(text):
    assert parse(text) == Tagged("vip")


def test_and_binds_closer_than_or():
    assert parse("all or all and not all") == Some((Everybody(), All((Everybody(), Not(Everybody())))))


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("tag", 0, "expected"),
        ('tag:"vip', 4, "not closed"),
        ("did view at least 0 times in 7 days", 18, "from 1 to"),
        ("did view in 7 weeks", 14, "“days”"),
        ("attribute:city is Beijing", 18, "in quotes"),
        ("all all", 4, "“and”"),
        ("(all", 4, "“)”"),
        ("not " * 60 + "all", 200, "deeply"),
        ("x" * 6000, 5000, "at most"),
    ],
)
def test_an_error_says_where_and_what_was_expected(text, at, said):
    with pytest.raises(BadCondition) as error:
        parse(text)
    assert error.value.at == at
    assert said in str(error.value)


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_or_refused(text):
    with suppress(BadCondition):
        parse(text)
