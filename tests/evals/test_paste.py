"""What is pasted is judged by its structure, whoever wrote it and however it is spelt."""

from bench.evals.paste import differences
from bench.evals.paste_browser import Clipboard
from bench.evals.paste_word import Sample, faults

ITEM = "<p style='mso-list:l0 level{level} lfo1'><span style='mso-list:Ignore'>{sign}</span>{text}</p>"
TWO = ITEM.format(level=1, sign="4.", text="One") + ITEM.format(level=2, sign="a.", text="Below")


def wrong(source: str, html: str) -> list[str]:
    return faults(Sample(clipboard=Clipboard(name="", html=f"<body>{source}</body>")), html)


def test_two_spellings_of_one_structure_are_equal():
    one = "<h2>A</h2><ul><li><p>b</p></li></ul><p><strong>c</strong></p>"
    assert differences(one, "<h1>A</h1><ul><li>b</li></ul><p><b>c</b></p>") == []


def test_another_depth_another_start_and_lost_marks_are_not():
    assert differences("<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a</li><li>b</li></ul>") == ["structure"]
    assert differences('<ol start="3"><li>a</li></ol>', "<ol><li>a</li></ol>") == ["structure"]
    assert differences("<p><em>a</em></p>", "<p>a</p>") == ["marks"]


def test_each_mark_of_word_is_one_item_at_its_depth_and_keeps_its_start():
    assert wrong(TWO, '<ol start="4"><li>One<ol><li>Below</li></ol></li></ol>') == []
    assert wrong(TWO, '<ol start="4"><li>One</li><li>Below</li></ol>') == ["lists"]
    assert wrong(TWO, "<ol><li>One<ol><li>Below</li></ol></li></ol>") == ["starts"]


def test_lost_words_lost_headings_and_what_only_word_reads_are_found():
    assert wrong("<h1>A</h1><p>b<o:p></o:p></p>", "<p>A</p>") == ["headings", "words"]
    assert wrong("<p>b</p>", '<p style="mso-x:y">b</p>') == ["mso-", "style="]
