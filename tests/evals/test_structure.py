"""What of a structure was kept is counted part by part, each once, and what is too much is counted, too."""

from bench.evals.structure import Kept

BASE = "http://fakehost/test/page.html"


def kept(html: str, expected: str) -> Kept:
    found = Kept()
    found.add("page", html, expected=expected, base=BASE)
    return found


def test_an_image_is_known_by_any_of_its_addresses():
    expected = '<img src="small.png" srcset="/large.png 2x"><img src="other.png">'
    found = kept('<img src="http://fakehost/large.png"><img src="http://fakehost/x.png">', expected)
    assert found.score("images").recall == found.score("images").precision == 0.5


def test_a_heading_is_known_by_its_words_at_any_level():
    assert kept("<h2>What  changed</h2>", "<h4>What changed</h4>").score("headings").recall == 1


def test_a_link_needs_both_its_address_and_its_words():
    expected = '<a href="http://A.example/1">one</a><a href="/2">two</a><a href="/3"></a>'
    found = kept('<a href="http://a.example/1">one</a><a href="http://fakehost/2">other</a>', expected)
    assert (found.same["links"], found.expected["links"], found.found["links"]) == (1, 2, 2)


def test_a_table_of_data_needs_nine_tenths_of_its_words():
    rows = "".join(f"<tr><td>{n}</td><td>x{n}</td></tr>" for n in range(10))
    whole, layout = f"<table>{rows}</table>", "<table><tr><td>all</td></tr></table>"
    assert kept(whole.replace("x3", ""), whole + layout).score("tables").recall == 1
    assert kept(whole.replace("<tr><td>1", "<tr><td>y").replace("x", ""), whole).score("tables").recall == 0


def test_each_part_is_taken_once():
    assert kept("<h2>A</h2>", "<h2>A</h2><h2>A</h2>").score("headings").recall == 0.5
