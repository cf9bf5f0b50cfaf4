"""Goal C5: hostile HTML through every door, and whether anything of it runs in a real browser. `bin/houtai eval xss`.

The doors: a form that posts HTML, the clipboard, a feed, a page that is collected, the open API, and raw Yjs updates.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from bench.evals import xss_doors
from bench.evals.paste_browser import Clipboard, chromium, open_editor, paste
from bench.evals.xss_browser import Watched, show, stray, watched
from bench.evals.xss_payloads import MARKUP, RUN, own, public
from bench.processes import Running, free_port, scratch_home
from bench.rows import Row

C5 = partial(Row, goal="C5")
CONTROLS = [markup.format(RUN) for markup in MARKUP if "evil.example" not in markup and "refresh" not in markup]


def run(*, quick: bool, data: Path) -> list[Row]:
    known, tried = public(data), own()
    payloads = [*known[::4], *tried[::8]] if quick else [*known, *tried]
    with scratch_home() as home, chromium() as browser:
        stored, refused = through_doors(payloads, browser)
        keys = kept(stored)
        shown = {name: alone(browser, pieces) for name, pieces in stored.items() if name != "clipboard, as pasted"}
        edited = {name: in_editor(browser, pieces) for name, pieces in stored.items()}
        public_page = published(home, browser, keys)
        strays = {name: stray(browser.new_page(), pieces) for name, pieces in stored.items()}
        awake = alone(browser, CONTROLS, apart=True)
    places = {"alone in a page": shown, "in the editor": edited, "on the article's page": public_page}
    note = f"{len(payloads)} payloads ({len(known)} public) by {len(stored) - 1} doors"
    return [
        *(C5(what=f"scripts run {place}", **ran(found), target="= 0") for place, found in places.items()),
        C5(what="scripts run while pasting", value=len(refused["pasting"]), unit="scripts", target="= 0", note=note),
        C5(what="elements, attributes and addresses that may not be stored", **told(strays), target="= 0"),
        C5(what="texts that change when they are cleaned again", **told(restless(stored)), target="= 0"),
        C5(what="raw Yjs updates refused", value=refused["refused"], unit="updates", note=f"of {refused['sent']}"),
        C5(what="unfiltered, the same page notices", value=len(awake.ran), unit="calls", target=">= 20"),
    ]


def through_doors(payloads: list[str], browser: Any) -> tuple[dict[str, list[str]], dict[str, Any]]:
    """What is stored, by door; and what was refused or ran meanwhile."""
    from houtai.core.text.sanitise import clean

    seen = watched(browser)
    open_editor(seen.page)
    pasted = [paste(seen.page, [Clipboard(name="", html=html)])[0] for html in payloads]
    seen.rest()
    room, refused, sent = inside(partial(xss_doors.updates, payloads))
    stored = {
        "form": inside(partial(xss_doors.form, payloads)),
        "clipboard, as pasted": pasted,
        "clipboard": [clean(html, stored=True) for html in pasted],
        "feed": xss_doors.feed(payloads),
        "page": xss_doors.collected(payloads),
        "API": inside(partial(xss_doors.program, payloads)),
        "Yjs": room,
    }
    return stored, {"pasting": seen.ran + seen.went, "refused": refused, "sent": sent}


def inside(work: Any) -> Any:
    """In the scratch home's workspace, in a thread of its own: the browser's driver keeps a loop in this one."""
    from concurrent.futures import ThreadPoolExecutor

    from houtai.core.workspaces.context import enter
    from houtai.core.workspaces.registry import default_workspace

    def whole() -> Any:
        with enter(default_workspace() or ""):
            return with_person(work)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(whole).result()


def with_person(work: Any) -> Any:
    """Somebody writes, where the door asks who."""
    from houtai.core.workspaces import roles
    from houtai.core.workspaces.models import User

    if work.func not in (xss_doors.updates, xss_doors.program):
        return work()
    name = "mallory@example.com"
    mallory = User.objects.filter(email=name).first() or User.objects.create_user(name)
    roles.assign(mallory, "Editors")
    return work(by=mallory)


def kept(stored: dict[str, list[str]]) -> dict[str, str]:
    """The addresses of published articles, by door."""

    def write() -> dict[str, str]:
        from houtai.modules.content.models import Article

        found = {}
        for name, pieces in stored.items():
            if name == "clipboard, as pasted":
                continue
            article = Article(title=f"Door {name}", body="".join(pieces), live=False)
            article.save()
            article.save_revision().publish()
            article.refresh_from_db()
            found[name] = article.get_absolute_url()
        return found

    result: dict[str, str] = inside(partial(write))
    return result


def alone(browser: Any, pieces: list[str], *, apart: bool = False) -> Watched:
    seen = watched(browser)
    for html in pieces if apart else ["".join(pieces)]:
        show(seen, html, milliseconds=80 if apart else 400)
    return seen


def in_editor(browser: Any, pieces: list[str]) -> Watched:
    seen = watched(browser)
    open_editor(seen.page, "".join(pieces))
    seen.rest()
    return seen


def published(home: Path, browser: Any, addresses: dict[str, str]) -> dict[str, Watched]:
    port, found = free_port(), {}
    with Running("houtai", "web", home=home, port=port):
        for name, address in addresses.items():
            seen = found[name] = watched(browser)
            answer = seen.page.goto(f"http://localhost:{port}{address}", wait_until="domcontentloaded")
            assert answer.status == 200, (name, answer.status)
            seen.rest()
    return found


def ran(found: dict[str, Watched]) -> dict[str, Any]:
    return told({name: seen.ran + seen.went for name, seen in found.items()}, unit="scripts")


def told(found: dict[str, list[str]], unit: str = "found") -> dict[str, Any]:
    first = "; ".join(f"{name}: {', '.join(each[:3])}" for name, each in found.items() if each)
    return {"value": sum(map(len, found.values())), "unit": unit, "note": first or ", ".join(found)}


def restless(stored: dict[str, list[str]]) -> dict[str, list[str]]:
    from houtai.core.text.sanitise import clean

    return {
        name: [html[:60] for html in pieces if clean(html, stored=True) != clean(clean(html, stored=True), stored=True)]
        for name, pieces in stored.items()
    }
