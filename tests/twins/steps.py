"""What scripts send and no form does: to every address that takes posts alone, and a few more."""

from __future__ import annotations

import json
import re
from typing import Any

from houtai.core.workspaces.tests.twins import Twin
from houtai.modules.push.sample.pushes import Browser
from tests.twins.forms import draftail
from tests.twins.walk import Walk

EDIT = "/desk/snippets/content/article/edit/2/"
PREVIEW = "/desk/snippets/content/article/preview/2/"
ONLY_POST = 405
# The tree has no page but its root, at which Wagtail breaks; exports are the same addresses once more.
LEFT_OUT = re.compile(r"^/desk/pages/|\?")


def all_of(walk: Walk) -> dict[str, int]:
    """The status of each post, by address."""
    alone = [place for place, status in walk.statuses.items() if status == ONLY_POST and not LEFT_OUT.search(place)]
    found = {}
    for place in dict.fromkeys([*MORE, *alone]):
        answers = [walk.ask(twin, place, data_for(place, twin)) for twin in walk.twins]
        walk.compare(place, answers)
        found[place] = answers[0].status_code
    walk.some([PREVIEW])
    return found


def data_for(place: str, twin: Twin) -> Any:
    """A text is JSON."""
    return next((data(twin.canary) for pattern, data in DATA.items() if re.fullmatch(pattern, place)), {})


def article(canary: str) -> dict[str, str]:
    return {"title": f"{canary} 1", "slug": "harbour", "body": draftail(canary), "summary": canary, "byline": canary}


def subscription(canary: str) -> dict[str, Any]:
    browser = Browser(seed=canary, name=canary)
    return browser.subscription(endpoint=f"https://fcm.googleapis.com/fcm/send/{canary}")


def subscribe(canary: str) -> str:
    return json.dumps({"subscription": subscription(canary), "visitor": "a" * 22, "timezone": "UTC", "language": "en"})


def unsubscribe(canary: str) -> str:
    given = subscription(canary)
    return json.dumps({"endpoint": given["endpoint"], "auth": given["keys"]["auth"]})


def touch(canary: str) -> dict[str, str]:
    return {"task": canary, "ms": "5000", "subject": "content.article:1"}


DATA: dict[str, Any] = {
    "/desk/work/touch/": touch,
    "/desk/readers/count/": lambda canary: {"condition": f'tag:"{canary} tag"'},
    "/push/subscribe": subscribe,
    "/push/unsubscribe": unsubscribe,
    "/push/email/": lambda canary: {"email": f"{canary}@example.com"},
    PREVIEW: article,
    EDIT: article,
    "/desk/editing-sessions/.*": lambda _canary: {"is_editing": "on", "revision_id": "", "revision_created_at": ""},
    "/account/arrive/": lambda canary: {"token": canary},
}
# In this order; the rest follows.
MORE = [PREVIEW, EDIT, "/push/subscribe", "/push/unsubscribe"]
