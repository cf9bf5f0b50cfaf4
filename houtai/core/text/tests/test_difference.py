"""What has changed is shown by paragraph, and within one by word or Han character."""

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from houtai.core.text import difference as how
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
    monkeypatch.setattr(how, "SequenceMatcher", lambda _junk, old, new, **_more: only_blocks(old, new))
    assert shown("<p>潮水很高。</p>", "<p>今天有风</p>") == ["[今天有风]", "{潮水很高。}"]


def only_blocks(old, new):
    assert isinstance(old[0], tuple)
    return SequenceMatcher(None, old, new, autojunk=False)


def test_what_would_take_too_many_steps_is_shown_by_whole_paragraphs(monkeypatch):
    monkeypatch.setattr(how, "MOST_STEPS", 100)
    old, new = ("<p>The tide is high.</p><p>The sea is rough.</p>", "<p>The tide is low.</p><p>The sea is calm.</p>")
    assert shown(old, new) == ["The tide is {high}[low].", "[The sea is calm.]", "{The sea is rough.}"]


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
