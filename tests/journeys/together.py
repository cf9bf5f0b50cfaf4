"""Texts that several people have open, on the real server, which alone has rooms."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.faults.conftest import ROOT, environment
from tests.serving import Web

PEOPLE = ("alice", "bob", "carol")
MAKE = f"""
import json
from datetime import timedelta
from django.test import Client
from django.utils.timezone import now
from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces import roles
from houtai.core.workspaces.models import User
from houtai.modules.coedit.models import Guest, Room
from houtai.modules.content.models import Article
sessions = {{}}
for name in {PEOPLE}:
    user = User.objects.create_user(f"{{name}}@example.com", "", first_name=name.title())
    roles.assign(user, "Managers", "Editors")
    client = Client()
    client.force_login(user)
    sessions[name] = [[morsel.key, morsel.value] for morsel in client.cookies.values()]
for title in ("Salt ferry", "Tide table", "Fog horn"):
    article = Article(title=title, body="<p>The ferry left. </p><p>Second.</p>", live=False)
    article.save()
    article.save_revision()
guest = Guest.objects.create(
    room=Room.objects.seeded(article, "body"), name="Grace", inviter=user, expires=now() + timedelta(days=1)
)
catalog.action("coedit.invite").run(article, by=user, guest=guest.pk)
print(json.dumps([sessions, guest.token]))
"""
SAVED = "All changes are saved"


@dataclass(frozen=True)
class Ferry:
    """A server with three people, who are signed in, and three articles; a guest may suggest in the last of them."""

    web: Web
    sessions: dict[str, list[list[str]]]
    token: str

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.web.port}"

    def open(self, visit: Any, name: str, *, article: int = 1, origin: str = "") -> Page:
        page: Page = visit(base_url=origin or self.origin)
        place = origin or self.origin
        page.context.add_cookies([{"name": key, "value": value, "url": place} for key, value in self.sessions[name]])
        page.goto(f"/desk/snippets/content/article/edit/{article}/")
        expect(text_of(page)).to_have_attribute("contenteditable", "true")
        return page


def fill(home: Path) -> tuple[dict[str, list[list[str]]], str]:
    """The cookies of everybody, and the guest's token."""
    command = [sys.executable, "-P", "-m", "houtai", "shell", "-c", MAKE]
    ran = subprocess.run(command, env=environment(home), cwd=ROOT, check=True, capture_output=True, text=True)
    sessions, token = json.loads(ran.stdout.strip().rpartition("\n")[2])
    return sessions, token


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
