"""A change by HTML is small enough for others to go on writing."""

from houtai.core.text.tests.yjs import blocks_of, copy_of, doc_of, merge
from houtai.core.text.yjs.changing import change
from houtai.core.text.yjs.clients import state
from houtai.core.text.yjs.writing import html

HTML = "<h2>Title</h2><p>one two three</p><ul><li>a</li><li>b</li></ul><p>last words here</p>"


def together(before, after, write):
    """What both have when one changes the text by HTML while the other writes by hand."""
    doc = doc_of(before)
    other = copy_of(doc)
    change(doc, after)
    write(other)
    merge(doc, other)
    assert html(doc) == html(other)
    return html(doc)


def test_somebody_writing_in_another_paragraph_keeps_their_words():
    after = HTML.replace("one", "1").replace("Title", "Name")
    written = together(HTML, after, lambda doc: blocks_of(doc)[3].children[0].insert(4, " typed", {}))
    assert written == after.replace("last words", "last typed words")


def test_somebody_writing_in_the_same_paragraph_keeps_their_words():
    after = HTML.replace("one two", "<strong>1</strong> two and")
    written = together(HTML, after, lambda doc: blocks_of(doc)[1].children[0].insert(13, " typed", {}))
    assert written == after.replace("three", "three typed")


def test_somebody_writing_in_a_list_keeps_their_words():
    after = HTML.replace("<li>a</li>", "<li>a</li><li>new</li>").replace("<li>b", "<li>B b")
    write = lambda doc: blocks_of(doc)[2].children[1].children[0].children[0].insert(1, " typed", {})  # noqa: E731
    assert together(HTML, after, write) == after.replace("B b", "B b typed")


def test_somebody_writing_in_a_table_keeps_their_words():
    table = "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
    after = table.replace("<td>b", "<td>x</td><td>b").replace("<tr>", "<tr><td>new</td></tr><tr>", 1)
    write = lambda doc: blocks_of(doc)[0].children[0].children[1].children[0].children[0].insert(1, "!", {})  # noqa: E731
    assert together(table, after, write) == after.replace(">b<", ">b!<")


def test_somebody_writing_chinese_keeps_their_words():
    before, after = "<p>今天天气很好，我们出去。</p>", "<p>今天<em>天气</em>不好，我们出去。</p>"
    written = together(
        before, after, lambda doc: blocks_of(doc)[0].children[0].insert(len("今天天气很好，我们".encode()), "一起", {})
    )
    assert written == after.replace("我们", "我们一起")


def test_formatting_does_not_write_a_letter():
    doc = doc_of("<p>one two three</p>")
    before = sum(state(doc).values())
    change(doc, "<p>one <em>two</em> three</p>")
    # Two items: where the mark begins and where it ends.
    assert sum(state(doc).values()) == before + 2


def test_equal_blocks_are_the_same_ones_afterwards():
    doc = doc_of(HTML)
    before = blocks_of(doc)
    change(doc, "<p>new</p>" + HTML.replace("<h2>Title</h2>", "") + "<hr/>")
    after = blocks_of(doc)
    assert after[1:4] == before[1:4]
    assert len(after) == 5


def test_the_paragraph_that_is_most_alike_is_the_one_edited():
    doc = doc_of("<p>about cats and dogs</p><p>about trains</p>")
    cats, trains = blocks_of(doc)
    change(doc, "<p>an opening</p><p>about cats, dogs and birds</p><p>about old trains</p>")
    assert blocks_of(doc)[1:] == [cats, trains]


def test_a_letter_costs_a_letter():
    doc = doc_of(HTML)
    before = sum(state(doc).values())
    change(doc, HTML.replace("three", "threes"))
    assert sum(state(doc).values()) == before + 1
