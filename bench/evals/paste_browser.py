"""A real Chromium with the product's own editor in an empty page, into which clipboards are pasted."""

from __future__ import annotations

import mimetypes
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from json import dumps
from pathlib import Path
from typing import Any

from bench.processes import ROOT

BUILT = ROOT / "houtai" / "core" / "ui" / "static" / "ui" / "built"
HOUSE = "http://house.test"
CHROMIUM = os.environ.get("HOUTAI_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
TAKEN = {"id": 7, "src": "/desk/images/7/preview/", "alt": "", "width": 1, "height": 1}
PASTE = """
async (clips) => { // of the judge
  const text = document.querySelector(".h-coedit-text");
  const input = document.querySelector("input[type=hidden]");
  const results = [];
  for (const { html, plain, rtf } of clips) {
    text.editor.commands.setContent("");
    text.editor.commands.focus();
    document.querySelectorAll(".h-coedit-upload").forEach((box) => box.remove());
    input.value = "";
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    if (plain) clipboardData.setData("text/plain", plain);
    if (rtf) clipboardData.setData("text/rtf", rtf);
    text.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    for (let turn = 0; turn < 200 && document.querySelector(".h-coedit-upload"); turn += 1) {
      await new Promise((done) => setTimeout(done, 10));
    }
    results.push(input.value);
  }
  return results;
}
"""


@dataclass(frozen=True, kw_only=True)
class Clipboard:
    """html, plain and rtf: what another program put there, by kind."""

    name: str
    html: str
    plain: str = ""
    rtf: str = ""

    def as_json(self) -> dict[str, str]:
        return {"html": self.html, "plain": self.plain, "rtf": self.rtf}


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser with a clean profile."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def paste(page: Any, clips: Iterable[Clipboard]) -> list[str]:
    """The stored HTML of the editor in `page` after each of them was pasted into an empty text."""
    found: list[str] = page.evaluate(PASTE, [clip.as_json() for clip in clips])
    return found


def open_editor(page: Any, html: str = "") -> None:
    """Shows the editor that the desk ships, alone, with a text to begin with."""
    page.route("**/*", lambda route: answer(route, html))
    page.goto(f"{HOUSE}/")
    page.wait_for_selector(".h-coedit-text", timeout=60_000)


def answer(route: Any, html: str) -> None:
    address = route.request.url.split("?")[0]
    path = address.removeprefix(f"{HOUSE}/built/")
    if address == f"{HOUSE}/":
        route.fulfill(body=document(html), content_type="text/html; charset=utf-8")
    elif path != address and (BUILT / path).is_file():
        kind = mimetypes.guess_type(path)[0] or "text/plain"
        route.fulfill(body=(BUILT / path).read_bytes(), content_type=kind)
    elif address == f"{HOUSE}/upload":
        route.fulfill(body=dumps(TAKEN), content_type="application/json")
    else:
        route.abort()


def document(html: str) -> str:
    options = escape(dumps({"upload": "/upload", "pictures": "/desk/images/{id}/preview/", "csrf": "x"}))
    return (
        '<!doctype html><html lang="en"><body>'
        f'<div data-controller="coedit" data-coedit-room-value="" data-coedit-options-value="{options}">'
        f'<input type="hidden" data-coedit-target="input" value="{escape(html)}"></div>'
        '<script type="module" src="/built/houtai.js"></script></body></html>'
    )


def built() -> Path:
    return BUILT / "houtai.js"
