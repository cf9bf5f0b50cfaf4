"""A text that several people have open, on the real server, which alone has rooms."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.faults.conftest import ROOT, environment
from tests.journeys.doing import PASSWORD, sign_in

PEOPLE = ("alice", "bob", "carol")
MAKE = f"""
from houtai.core.workspaces import roles
from houtai.core.workspaces.models import User
from houtai.modules.content.models import Article
for name in {PEOPLE}:
    email = f"{{name}}@example.com"
    roles.assign(User.objects.create_user(email, "{PASSWORD}", first_name=name.title()), "Managers", "Editors")
article = Article(title="Salt ferry", body="<p>The ferry left. </p><p>Second.</p>", live=False)
article.save()
article.save_revision()
"""
EDIT = "/desk/snippets/content/article/edit/1/"
SAVED = "All changes are saved"


def ferry(new_home: Callable[[str], Path], more: str = "") -> tuple[Path, str]:
    """A home with three people and an article. more: a script that is run there, too; what it prints comes second."""
    place = new_home("home")
    command = [sys.executable, "-P", "-m", "houtai", "shell", "-c", MAKE + more]
    ran = subprocess.run(command, env=environment(place), cwd=ROOT, check=True, capture_output=True, text=True)
    return place, ran.stdout.strip().rpartition("\n")[2]


def open_article(visit: Any, name: str, origin: str) -> Page:
    page: Page = visit(base_url=origin)
    page.goto("/account/login/")
    sign_in(page, f"{name}@example.com")
    page.wait_for_url("**/desk/")
    page.goto(EDIT)
    expect(text_of(page)).to_have_attribute("contenteditable", "true")
    return page


def text_of(page: Page) -> Any:
    return page.get_by_role("textbox", name="Text")


def stand(page: Page, paragraph: int, *, at: str = "end") -> None:
    """Put the caret before the first letter of a paragraph, or behind its last one."""
    place = text_of(page).locator("> p").nth(paragraph)
    box = place.bounding_box()
    assert box
    place.click(position={"x": 1 if at == "start" else box["width"] - 2, "y": 10})


def in_turn(*typing: tuple[Page, str]) -> None:
    """Letter by letter, as people do who type at the same time."""
    for at in range(max(len(words) for _page, words in typing)):
        for page, words in typing:
            if at < len(words):
                page.keyboard.type(words[at])


def said_on(page: Page) -> str:
    """The text without the names that stand at other people's carets."""
    said: str = text_of(page).evaluate(
        """box => {
          const copy = box.cloneNode(true);
          copy.querySelectorAll(".h-coedit-cursor").forEach((caret) => caret.remove());
          return [...copy.children].map((block) => block.textContent).join("\\n");
        }"""
    )
    return re.sub(r"[ \u00a0\u2060\ufeff]+", " ", said)


def settled(*pages: Page) -> str:
    """What all of them read, once everything has arrived everywhere."""
    for page in pages:
        expect(page.get_by_text(SAVED).first).to_be_visible(timeout=60_000)
    for _ in range(200):
        said = {said_on(page) for page in pages}
        if len(said) == 1:
            return said.pop()
        pages[0].wait_for_timeout(100)
    raise AssertionError("\n".join(said))
