"""The words of a document come out line by line."""

from houtai.core.text.plain import excerpt, plain


def test_each_block_is_a_line():
    assert plain("<h2>T</h2><p>a\n  b<br>c</p><ul><li>x</li><li>y</li></ul>") == "T\na b\nc\nx\ny"


def test_cells_are_parted_by_tabs():
    assert plain("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>") == "a\tb\n1\t2"


def test_code_and_style_are_no_words():
    assert plain("<p>a</p><script>x()</script><style>b{}</style>") == "a"


def test_entities_are_read():
    assert plain("a &lt; b &amp; c") == "a < b & c"


def test_an_excerpt_ends_between_words():
    assert excerpt("<p>hello brave new world</p>", 14) == "hello brave…"


def test_a_chinese_excerpt_fills_its_length():
    assert excerpt("<p>今天天气很好</p>", 4) == "今天天…"


def test_a_short_text_is_its_own_excerpt():
    assert excerpt("<p>a</p><p>b</p>", 10) == "a b"


def test_an_excerpt_leaves_captions_out_unless_there_is_nothing_else():
    figure = "<figure><img src='x'><figcaption>A harbour</figcaption></figure>"
    assert excerpt(f"{figure}<p>The text.</p>") == "The text."
    assert excerpt(figure) == "A harbour"
