"""Names condemn what is none of an article, and not what only happens to be called so."""

import pytest

from houtai.modules.collect.client.page import Page, extract

SENTENCE = "The ferry now leaves every twenty minutes, which the harbour office says it can keep up all winter. "


def around(part: str) -> Page:
    prose = f"<p>{SENTENCE * 3}</p>" * 4
    page = f"<html><head><title>Ferry</title></head><body><article>{prose}{part}{prose}</article></body></html>"
    return extract(page, url="https://news.example/1")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("http-headers", "HTTP headers"),
        ("community", "Community life"),
        ("metadata", "Metadata"),
        ("share-a-folder", "Share a folder"),
        ("authorization", "Authorization"),
    ],
)
def test_a_heading_is_none_of_what_its_anchor_is_called(name, words):
    for part in (f'<h2 id="{name}">{words}</h2>', f'<h3><span id="{name}">{words}</span></h3>'):
        found = around(part)
        assert words in found.text
        assert found.author == ""


@pytest.mark.parametrize(
    "part",
    [
        '<div id="contact-information" class="section level2"><h2>Contact information</h2>{}</div>',
        '<section id="comments"><h2>Comments<a class="headerlink" href="#comments">¶</a></h2>{}</section>',
    ],
)
def test_a_section_is_called_after_its_heading(part):
    assert "Write to the office" in around(part.format("<p>Write to the office at any time.</p>")).text


def test_comments_that_are_called_so_are_none_of_the_article():
    assert "lovely" not in around('<div id="comments"><h2>Comments</h2><p>What a lovely ship.</p></div>').text


@pytest.mark.parametrize("name", ["section-header", "scroll-mt-20 font-bold"])
def test_how_a_heading_looks_says_nothing_against_it(name):
    assert "What changed" in around(f'<h2 class="{name}">What changed</h2>').text


def test_a_small_table_stays_whatever_its_box_is_called():
    rows = "".join(f"<tr><td>{port}</td><td>{port} 4</td></tr>" for port in ("North", "South", "East"))
    assert "<td>East 4</td>" in around(f'<div class="hidden-table-widget"><table>{rows}</table></div>').html


@pytest.mark.parametrize(
    "part",
    [
        '<aside class="note">Mind the gap between ship and pier.</aside>',
        '<aside class="starlight-aside"><p>Mind the gap between ship and pier.</p></aside>',
        '<div role="alert" class="alert alert-info">Mind the gap between ship and pier.</div>',
        "<h3><button>Mind the gap</button></h3><p>It is between ship and pier.</p>",
        "<blockquote><p>It is wide.</p><footer>Mind the gap, says Ann</footer></blockquote>",
    ],
)
def test_notes_questions_and_sources_are_part_of_the_text(part):
    assert "Mind the gap" in around(part).text


@pytest.mark.parametrize(
    "part",
    [
        '<aside class="related-note">Mind the gap between ship and pier.</aside>',
        '<div role="alert" class="popup">Mind the gap</div>',
    ],
)
def test_other_boxes_beside_the_text_are_not(part):
    assert "Mind the gap" not in around(part).text
