"""What has changed is shown by paragraph, and within one by word or Han character."""

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from houtai.core.text import alignment
from houtai.core.text import likeness as how
from houtai.core.text.difference import ADDED, CHANGED, REMOVED, SAME, difference
from houtai.core.text.plain import plain


def shown(old, new):
    """One line per block: what stayed plain, added in brackets, removed in braces."""
    marks = {SAME: "{}", ADDED: "[{}]", REMOVED: "{{{}}}"}
    return ["".join(marks[kind].format(text) for kind, text in block.parts) for block in difference(old, new)]


def test_a_word_in_a_sentence():
    assert shown("<p>The tide is high.</p>", "<p>The tide is low.</p>") == ["The tide is {high}[low]."]


def test_chinese_is_compared_by_character():
    assert shown("<p>今天的潮水很高。</p>", "<p>今天的潮水很低。</p>") == ["今天的潮水很{高}[低]。"]


def test_a_paragraph_added_and_one_removed():
    old, new = "<p>One stays.</p><p>Something else went.</p>", "<p>One stays.</p><h2>新的标题</h2>"
    assert shown(old, new) == ["One stays.", "[新的标题]", "{Something else went.}"]


def test_what_moved_within_lists_and_tables_is_found():
    old = "<ul><li>one</li><li>two</li></ul><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
    new = "<ul><li>one</li><li>two and a half</li></ul><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
    assert shown(old, new)[:2] == ["one", "two[ and a half]"]
    assert {block.kind for block in difference(old, new)} == {SAME, CHANGED}


def test_paragraphs_that_only_share_letters_are_told_apart_without_being_compared(monkeypatch):
    monkeypatch.setattr(how, "SequenceMatcher", None)
    assert shown("<p>潮水很高。</p>", "<p>今天有风</p>") == ["[今天有风]", "{潮水很高。}"]


def test_what_would_take_too_many_steps_is_shown_by_whole_paragraphs(monkeypatch):
    monkeypatch.setattr(how, "MOST_STEPS", 20)
    old, new = ("<p>The tide is high.</p><p>The sea is rough.</p>", "<p>The tide is low.</p><p>The sea is calm.</p>")
    assert shown(old, new) == ["The tide is {high}[low].", "[The sea is calm.]", "{The sea is rough.}"]


def set_otherwise(old, new):
    (block,) = difference(old, new)
    return block.kind, list(block.lost), list(block.gained)


def test_what_only_is_set_otherwise_is_told_in_words():
    old, new = "<p>The <strong>tide</strong> is high.</p>", "<h2>The tide is <em>high</em>.</h2>"
    assert set_otherwise(old, new) == (CHANGED, ["Paragraph", "Bold: “tide”"], ["Heading 2", "Italic: “high”"])
    old, new = (f'<p>See <a href="https://{host}.example/">here</a>.</p>' for host in ("one", "two"))
    links = [f"Link to https://{host}.example/: “here”" for host in ("one", "two")]
    assert set_otherwise(old, new) == (CHANGED, links[:1], links[1:])


def test_what_is_set_with_its_words_is_seen_by_the_words():
    old, new = "<p>The tide is <em>high</em> today.</p>", "<p>The tide is <em>low</em> today.</p>"
    assert set_otherwise(old, new) == (CHANGED, [], [])


def test_a_picture_is_its_description():
    assert shown("", '<figure><img src="https://x.example/1.png" alt="The quay"></figure>') == ["[The quay]"]


def test_hostile_text_stays_text():
    (block,) = difference("", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")
    assert block.parts == [(ADDED, "<script>alert(1)</script>")]


TEXTS = st.lists(st.text("ab 潮水.", min_size=1, max_size=12).filter(str.strip), max_size=5)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off(old, new):
    one, other = ("".join(f"<p>{text}</p>" for text in texts) for texts in (old, new))
    blocks = difference(one, other)
    after = [part for block in blocks if (part := "".join(t for k, t in block.parts if k != REMOVED))]
    before = ["".join(t for k, t in block.parts if k != ADDED) for block in blocks if block.kind != ADDED]
    assert after == plain(other).split("\n") * bool(new)
    assert sorted(before) == sorted(plain(one).split("\n") * bool(old))


@given(
    st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abcd"), max_size=12), st.integers(0, 9)
)
def test_steps_lead_from_one_to_the_other_however_few_looks_are_left(old, new, looks):
    with patch.object(alignment, "MOST_LOOKS", looks):
        found = list(alignment.steps(old, new))
    assert [item for _what, a, b, _c, _d in found for item in old[a:b]] == old
    assert [item for _what, _a, _b, c, d in found for item in new[c:d]] == new
    assert all((what == "equal") == (old[a:b] == new[c:d]) for what, a, b, c, d in found)


def test_many_equal_paragraphs_are_compared_with_few_looks(monkeypatch):
    monkeypatch.setattr(alignment, "SequenceMatcher", None)
    one, other = ["a", "b"] * 2000, ["b", "a"] * 2000
    assert len(list(alignment.steps([*one, "last"], ["first", *other]))) > 0
