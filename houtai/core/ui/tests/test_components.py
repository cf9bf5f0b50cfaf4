import pytest
from django.template import engines
from django.template.loader import render_to_string

from houtai.core.ui.components import UnknownTone, badge
from houtai.core.ui.empty import Empty

HOSTILE = "<img src=x onerror=alert(1)>"


def test_an_empty_page_says_what_to_do_next():
    html = render_to_string(
        "ui/empty.html", {"empty": Empty(title="No sources", text=HOSTILE, url="/new", label="Add one")}
    )
    assert '<a class="button" href="/new">Add one</a>' in html
    assert "<img" not in html


def test_facts_are_a_definition_list():
    html = render_to_string("ui/facts.html", {"facts": [("Source", HOSTILE), ("Length", "350", "warn")]})
    assert html.count("<dt>") == html.count("<dd>") == 2
    assert "h-fact-warn" in html
    assert "<img" not in html


def test_a_figure_has_label_change_and_sparkline():
    html = render_to_string(
        "ui/stat.html", {"label": "Saved", "value": "3 h", "delta": "+10%", "tone": "good", "values": [1, 3, 2]}
    )
    assert "h-tone-good" in html
    assert '<polyline points="0.0,22.0 48.0,2.0 96.0,12.0"/>' in html


def test_a_figure_with_one_value_has_no_sparkline():
    assert "<svg" not in render_to_string("ui/stat.html", {"label": "Saved", "value": "3 h", "values": [1]})


def test_progress_says_how_far_it_is():
    html = render_to_string("ui/progress.html", {"label": "Collecting", "done": 1200, "total": 3000})
    assert 'value="1200" max="3000"' in html
    assert "1,200 of 3,000" in html


def test_progress_of_unknown_size_has_no_value():
    html = render_to_string("ui/progress.html", {"label": "Collecting"})
    assert "value=" not in html


def test_a_badge_escapes_its_words_and_knows_five_tones():
    assert badge(HOSTILE, "good") == '<span class="h-badge h-badge-good">&lt;img src=x onerror=alert(1)&gt;</span>'
    with pytest.raises(UnknownTone):
        badge("x", "pink")


def test_the_words_of_the_queue_reach_it_as_an_attribute():
    html = engines["django"].from_string("{% load ui %}<form {% queue_words %}>").render({})
    assert "data-queue-texts-value=" in html
    assert "&quot;undo&quot;: &quot;Undo&quot;" in html


def test_enter_in_a_text_field_of_a_queue_presses_no_choice():
    html = render_to_string("ui/queue_chrome.html", {"choices": [("p", "Publish")]})
    first = html[html.index("<button") :].split(">", 1)[0]
    assert first == '<button type="submit" disabled hidden'


def test_the_help_lists_the_letters_of_the_queue():
    html = render_to_string("ui/queue_help.html", {"choices": [("p", "Publish"), ("", "No letter")]})
    assert "<kbd>p</kbd></dt><dd>Publish</dd>" in html
    assert "No letter" not in html
