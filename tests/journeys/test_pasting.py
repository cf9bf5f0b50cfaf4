"""Texts of other programs come in by the clipboard of a real browser with what they mean, and nothing else."""

import pytest

from bench.evals.paste_browser import PASTE, Clipboard, open_editor, paste
from bench.evals.paste_cases import cases

PICTURE = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg=="


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
    assert len(every) > 60


def test_twenty_megabytes_change_nothing_and_say_so(editor):
    told = """
    async (paste) => {
      const text = document.querySelector(".h-coedit-text");
      text.editor.commands.setContent("<p>What was there</p>");
      text.editor.commands.selectAll();
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", `<p>${"x".repeat(20_000_000)}</p>`);
      text.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      return [text.editor.getText(), document.querySelector(".h-coedit").textContent.includes("Nothing was changed")];
    }
    """
    assert editor.evaluate(told) == ["What was there", True]


def test_a_copy_of_the_editor_itself_stays_as_it_is(editor):
    html = '<p data-pm-slice="1 1 []">some <strong>words</strong></p>'
    assert paste(editor, [Clipboard(name="", html=html)]) == ["<p>some <strong>words</strong></p>"]


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
