from hypothesis import given
from hypothesis import strategies as st

from houtai.core.catalog.words import Fact
from houtai.modules.strategies.models.rule import Condition, Rule, faults, judge

LONG = Rule(reason="long", conditions=(Condition(fact="words", operator="ge", value="150"),), action="a.publish")
SHORT = Rule(reason="short", conditions=(Condition(fact="words", operator="le", value="40"),), action="a.skip")


def test_the_first_rule_that_holds_wins():
    both = Rule(reason="any", conditions=(Condition(fact="words", operator="ge", value="1"),), action="a.skip")
    assert judge([LONG, both], {"words": 200}).action == "a.publish"
    assert judge([LONG, both], {"words": 20}).action == "a.skip"


def test_when_no_rule_holds_people_decide_and_the_log_says_why():
    verdict = judge([LONG, SHORT], {"words": 90})
    assert verdict.action == ""
    assert [(one["rule"], one["known"], one["held"]) for one in verdict.why] == [
        ("long", 90, False),
        ("short", 90, False),
    ]


@given(st.sampled_from(["ge", "le", "is", "not", "has", "in"]), st.text(max_size=10))
def test_an_unknown_fact_holds_for_no_comparison(operator, value):
    assert not Condition(fact="words", operator=operator, value=value).holds({"other": 1})
    assert not Condition(fact="words", operator=operator, value=value).holds({"words": None})


@given(
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
)
def test_numbers_compare_as_numbers(known, bound):
    at_least = Condition(fact="n", operator="ge", value=repr(bound)).holds({"n": known})
    at_most = Condition(fact="n", operator="le", value=repr(bound)).holds({"n": known})
    assert at_least == (known >= bound)
    assert at_most == (known <= bound)


def test_yes_and_no_are_understood_in_both_languages():
    for word in ("yes", "Yes", "是", "true"):
        assert Condition(fact="page", operator="is", value=word).holds({"page": True})
        assert Condition(fact="page", operator="not", value=word).holds({"page": False})


def test_words_in_a_list_may_be_separated_the_chinese_way():
    assert Condition(fact="language", operator="in", value="zh，en").holds({"language": "en"})
    assert not Condition(fact="language", operator="in", value="zh,en").holds({"language": "fr"})


def test_faults_are_named_before_they_can_do_harm():
    facts = {"words": Fact(name="words", label="Words"), "page": Fact(name="page", label="Page", kind="flag")}
    wrong = Rule(
        reason="wrong",
        conditions=(
            Condition(fact="wrods", operator="ge", value="1"),
            Condition(fact="words", operator="ge", value="many"),
            Condition(fact="page", operator="is", value="maybe"),
        ),
        action="a.explode",
    )
    assert len(faults([wrong], facts=facts, actions=["a.publish"])) == 4
    assert faults([LONG], facts=facts, actions=["a.publish"]) == []
