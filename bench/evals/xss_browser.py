"""A real Chromium that notices whatever runs or calls out of the text that it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bench.evals.paste_browser import HOUSE
from houtai.core.text.schema import allowed

CANARY = """
(() => {
  const ran = (what) => { console.log("canary " + what); return true; };
  Object.defineProperty(window, "__ran", { set: () => ran("__ran"), get: () => undefined, configurable: false });
  for (const name of ["alert", "prompt", "confirm", "print"]) {
    Object.defineProperty(window, name, { value: () => ran(name), configurable: false, writable: false });
  }
  const plain = window.eval;
  // The driver of this browser reads what it is told by the same function.
  window.eval = (code) => { if (!/of the judge|injected/.test(code)) ran("eval"); return plain(code); };
})()
"""
# What is in a text against the list of what may be; what its addresses really are, says the browser.
STRAY = """
([pieces, allowed]) => pieces.flatMap((html, at) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const found = [];
  for (const element of page.body.querySelectorAll("*")) {
    const names = allowed[element.localName];
    if (!names || element.namespaceURI !== "http://www.w3.org/1999/xhtml") found.push(`${at} <${element.localName}>`);
    for (const { name, value } of element.attributes) {
      if (names && !names.includes(name)) found.push(`${at} ${element.localName}@${name}`);
      const address = /^(href|src|url)$/.test(name) && URL.canParse(value, "https://here.example/");
      const web = address && new URL(value, "https://here.example/").protocol;
      if (web && !["http:", "https:", "mailto:"].includes(web)) found.push(`${at} ${name}=${value}`);
    }
  }
  if (page.head.childElementCount) found.push(`${at} head`);
  return found;
})
"""
TOUCH = """
() => { // of the judge
  for (const element of document.querySelectorAll("body *")) {
    for (const name of ["mouseover", "focus", "toggle", "animationstart"]) element.dispatchEvent(new Event(name));
    element.focus?.();
  }
}
"""
HARMFUL = frozenset({"script", "stylesheet", "document", "xhr", "fetch", "websocket", "eventsource", "font", "ping"})


@dataclass
class Watched:
    """ran: what was called; went: what was asked of other places, pictures excepted, which a text may show."""

    page: Any
    ran: list[str] = field(default_factory=list)
    went: list[str] = field(default_factory=list)

    def asked(self, dialog: Any) -> None:
        self.ran.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def opened(self, other: Any) -> None:
        self.ran.append(f"popup {other.url}")
        other.close()

    def rest(self, milliseconds: float = 400) -> None:
        self.page.evaluate(TOUCH)
        self.page.wait_for_timeout(milliseconds)


def watched(browser: Any) -> Watched:
    context = browser.new_context()
    context.add_init_script(CANARY)
    seen = Watched(context.new_page())
    seen.page.on("console", lambda said: seen.ran.append(said.text) if said.text.startswith("canary ") else None)
    seen.page.on("dialog", seen.asked)
    seen.page.on("popup", seen.opened)
    seen.page.on("request", lambda request: foreign(request, seen))
    return seen


def foreign(request: Any, seen: Watched) -> None:
    host = urlsplit(request.url).hostname or ""
    if request.resource_type in HARMFUL and host not in (urlsplit(HOUSE).hostname, "localhost", ""):
        seen.went.append(f"{request.resource_type} {request.url}")


def show(seen: Watched, html: str, *, milliseconds: float = 400) -> None:
    """The text alone in a page without any policy, where nothing but the text itself could keep it from running."""
    body = f"<!doctype html><html><body>{html}</body></html>"
    seen.page.unroute_all()
    seen.page.route("**/*", lambda route: serve(route, body))
    seen.page.goto(f"{HOUSE}/", wait_until="domcontentloaded")
    seen.rest(milliseconds)


def serve(route: Any, body: str) -> None:
    if route.request.url == f"{HOUSE}/":
        route.fulfill(body=body, content_type="text/html; charset=utf-8")
    else:
        route.abort()


def stray(page: Any, pieces: list[str]) -> list[str]:
    names = {tag: list(attributes) for tag, attributes in allowed(stored=True).items()}
    found: list[str] = page.evaluate(STRAY, [pieces, names])
    return found
