"""axe-core on a page. Serious finds must be mended; what is of Wagtail's own making stands here with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What depends on colours, on the width of the window, and on words.
OF_DRESS = [
    *("color-contrast", "target-size", "scrollable-region-focusable", "meta-viewport"),
    *("label", "button-name", "link-name", "select-name", "input-button-name", "image-alt", "document-title"),
    *("html-has-lang", "html-lang-valid", "valid-lang", "aria-command-name", "aria-input-field-name", "frame-title"),
]
RUN = """async runOnly => {
    // Colours on their way to others are nobody's.
    document.getAnimations().filter(one => one instanceof CSSTransition).forEach(one => one.finish());
    const found = await axe.run(document, { resultTypes: ["violations"], runOnly });
    return found.violations
        .filter(({ impact }) => ["serious", "critical"].includes(impact))
        .flatMap(({ id, nodes }) => nodes.map(({ target }) => [id, target.flat().join(" ")]));
}"""

# (rule, part of the selector): why it is not ours to mend.
EXEMPT = {
    ("list", ".workflow-tasks"): "Wagtail's list of workflows puts links straight into a list.",
    ("listitem", "data-w-tooltip-content-value"): "The same list.",
    ("button-name", ".MediaBlock"): "Wagtail's editor gives a picture's button no name while the picture has no text.",
    ("label", "#fileupload"): "Wagtail's upload pages label the drop zone, not the field in it.",
    ("aria-required-parent", ".w-w-fit"): "Wagtail's form for users has tabs outside a list of tabs.",
    ("target-size", "#w-minimap-toggle"): "Wagtail's minimap has a small switch, which phones do not show fully.",
}


@cache
def script() -> str:
    return SOURCE.read_text(encoding="utf-8")


def violations(page: Page, rules: list[str] = TAGS) -> list[str]:
    """Each as "rule selector", without those that are exempt. rules: names or tags of them."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(script())
    found = page.evaluate(RUN, rules)
    return [
        f"{rule} {selector}"
        for rule, selector in found
        if not any(rule == known and part in selector for known, part in EXEMPT)
    ]


def faults_of(page: Page, addresses: Iterable[str]) -> dict[str, list[str]]:
    """What is wrong, by address: axe's finds, an answer that is none, and a page wider than its window."""
    return {address: found for address in addresses if (found := faults_at(page, address))}


def faults_in_both_dresses(page: Page, addresses: Iterable[str]) -> dict[str, list[str]]:
    """The same, and what is wrong when a page turns narrow and dark, loaded once."""
    wrong = {}
    for address in addresses:
        page.set_viewport_size({"width": 1360, "height": 900})
        page.emulate_media(color_scheme="light")
        found = faults_at(page, address)
        page.set_viewport_size({"width": 390, "height": 844})
        page.emulate_media(color_scheme="dark")
        found += [f"narrow and dark: {fault}" for fault in faults_now(page, OF_DRESS)]
        if found:
            wrong[address] = found
    return wrong


def faults_at(page: Page, address: str) -> list[str]:
    answer = page.goto(address)
    return [f"answered {answer.status}"] if answer.status >= 400 else faults_now(page, TAGS)


def faults_now(page: Page, rules: list[str]) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    return violations(page, rules) + ["wider than the window"] * wide
