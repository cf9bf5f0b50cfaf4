"""Texts of other programs come in by the clipboard of a real browser with what they mean, and nothing else."""

import pytest
from playwright.sync_api import expect

from bench.evals.paste_browser import PASTE, Clipboard, open_editor, paste
from bench.evals.paste_cases import cases

PICTURE = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg=="
EMBED = '<embed embedtype="media" url="https://www.youtube.com/watch?v=dQw4w9WgXcQ">'


def stored(page):
    return page.locator("input[type=hidden]").input_value()


@pytest.fixture(scope="module")
def editor(chromium):
    """The editor that the desk ships, alone."""
    page = chromium.new_page()
    open_editor(page)
    yield page
    page.close()


def test_every_clipboard_of_each_program_becomes_what_it_should(editor):
    every = cases()
    found = paste(editor, [case.clipboard for case in every])
    wrong = [
        (case.source, case.clipboard.name, html)
        for case, html in zip(every, found, strict=True)
        if html != case.expected
    ]
    assert wrong == []
    assert sum(case.chinese for case in every) >= 60


CELLS = "<table>${'<tr><td>x</td><td>y</td></tr>'.repeat(60_000)}</table>"


@pytest.mark.parametrize("html", ["<p>${'x'.repeat(20_000_000)}</p>", CELLS], ids=["letters", "cells"])
def test_twenty_megabytes_and_too_many_cells_change_nothing_and_say_so(editor, html):
    told = """
    (html) => {
      const text = document.querySelector(".h-coedit-text");
      text.editor.commands.setContent("<p>What was there</p>");
      text.editor.commands.selectAll();
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", html);
      document.querySelector(".h-coedit-foot__state").textContent = "";
      text.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      return [text.editor.getText(), document.querySelector(".h-coedit-foot__state").textContent];
    }
    """
    said = "This is too much to paste at once. Nothing was changed; paste it in parts."
    assert editor.evaluate(f"({told})(`{html}`)") == ["What was there", said]


def test_a_copy_of_the_editor_itself_stays_as_it_is(editor):
    copied = """
    () => {
      const { editor } = document.querySelector(".h-coedit-text");
      editor.commands.setContent("<h2>A</h2><h3>B</h3><p>some <strong>words</strong></p>");
      return editor.view.serializeForClipboard(editor.state.doc.slice(0)).dom.innerHTML;
    }
    """
    html = editor.evaluate(copied)
    assert 'data-houtai=""' in html
    assert paste(editor, [Clipboard(name="", html=html)]) == ["<h2>A</h2><h3>B</h3><p>some <strong>words</strong></p>"]


def test_pictures_that_are_dropped_in_or_cannot_be_read_leave_no_hole(editor):
    clips = [Clipboard(name="", html='<p>a</p><img src="file:///C:/x.png"><p>b</p>')]
    assert paste(editor, clips) == ["<p>a</p><p>b</p>"]
    assert editor.get_by_text("Some pictures were left behind").count() > 0


def test_a_caption_stays_when_its_picture_came_along(editor):
    html = f'<p>a</p><figure><img src="{PICTURE}"><figcaption>The quay</figcaption></figure><p>b</p>'
    (found,) = editor.evaluate(PASTE, [{"html": html, "plain": "", "rtf": ""}])
    assert "The quay" in found
    assert 'id="7"' in found
    assert "#pasted" not in found


def test_words_are_found_and_all_replaced_in_one_step(editor):
    text = editor.locator(".h-coedit-text")
    text.evaluate("(box) => box.editor.commands.setContent('<p>The ferry left.</p><p>A Ferry came.</p>')")
    text.press("Control+f")
    editor.keyboard.type("ferry")
    count = editor.locator(".h-coedit-find__count")
    assert count.text_content() == "1 / 2"
    editor.keyboard.press("Enter")
    assert count.text_content() == "2 / 2"
    editor.get_by_label("Replace with").fill("boat")
    editor.get_by_role("button", name="Replace all").click()
    assert text.inner_text().split("\n\n") == ["The boat left.", "A boat came."]
    editor.keyboard.press("Escape")
    text.press("Control+z")
    assert text.inner_text().split("\n\n") == ["The ferry left.", "A Ferry came."]


def test_an_address_of_a_player_pasted_alone_plays_and_undo_leaves_the_link(editor):
    assert paste(editor, [Clipboard(name="", html="", plain="https://youtu.be/dQw4w9WgXcQ")]) == [f"{EMBED}<p></p>"]
    expect(editor.locator("iframe[sandbox]")).to_have_attribute(
        "src", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
    )
    editor.evaluate("document.querySelector('.h-coedit-text').editor.commands.undo()")
    assert stored(editor) == '<p><a href="https://youtu.be/dQw4w9WgXcQ">https://youtu.be/dQw4w9WgXcQ</a></p>'


def test_a_player_is_asked_for_by_keys_alone_and_an_unknown_address_says_what_it_becomes(editor):
    paste(editor, [Clipboard(name="", html="<p>a</p>")])
    editor.keyboard.type(" /embed\n")
    editor.keyboard.type("vimeo.com/123456\n")
    expect(editor.get_by_text("Vimeo: https://vimeo.com/123456")).to_be_visible()
    editor.get_by_role("button", name="Embed").press("Enter")
    editor.keyboard.type("x.example/1\n")
    expect(editor.get_by_role("alert")).to_contain_text("No player is known for this address.")
    editor.keyboard.press("Enter")
    video = '<embed embedtype="media" url="https://vimeo.com/123456">'
    link = '<p><a href="https://x.example/1">https://x.example/1</a></p>'
    assert stored(editor) == f"<p>a </p>{video}{link}"
    editor.get_by_role("button", name="As a link").click()
    assert video not in stored(editor)


def test_a_footnote_is_put_in_and_code_has_a_language(editor):
    text = editor.locator(".h-coedit-text")
    text.evaluate("(box) => box.editor.chain().setContent('<p>The ferry left.</p>').focus('end').run()")
    editor.keyboard.type(" /foot")
    editor.keyboard.press("Enter")
    editor.keyboard.type("In 1904.")
    assert text.locator("ol").inner_text().startswith("In 1904.")
    assert text.locator("p a[linktype=note] sup").inner_text() == "1"
    word = '<p>Before<a href="#_ftn1">[1]</a></p><p><a href="#_ftnref1">[1]</a> Theirs.</p>'
    came = """(box, html) => {
      box.editor.commands.focus(1);
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", html);
      box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }"""
    text.evaluate(came, word)
    assert text.locator("a[linktype=note] sup").all_inner_texts() == ["1", "2"]
    assert [one[:4] for one in text.locator("ol").all_inner_texts()] == ["Thei"]
    assert [one[:5] for one in text.locator("ol li").all_inner_texts()] == ["Their", "In 19"]
    text.evaluate("(box) => box.editor.chain().setContent('<pre><code>x = 1</code></pre>').focus('end').run()")
    editor.get_by_role("button", name="Language of the code").click()
    editor.keyboard.type("python")
    editor.keyboard.press("Enter")
    assert stored(editor) == '<pre data-language="python"><code>x = 1</code></pre>'
