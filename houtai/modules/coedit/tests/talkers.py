"""People who comment, by the door that browsers use."""

from __future__ import annotations

import json
from typing import Any

from houtai.modules.coedit.tests.browsers import HOST, cookie_of, live
from houtai.modules.coedit.tests.conftest import path_of
from houtai.modules.coedit.tests.poller import post

POINT = {"item": {"client": 1, "clock": 4}, "assoc": 0}
ANCHOR = {"start": POINT, "end": {**POINT, "assoc": -1}}
PLACE: dict[str, Any] = {"epoch": "e", "anchor": ANCHOR, "quote": "tide", "before": "The "}
BEGIN: dict[str, Any] = {"do": "begin", "text": "Is it?", **PLACE}


async def ask(path: str, cookie: str = "", guest: str = "", origin: str = f"http://{HOST}", **act: Any) -> Any:
    """The status and the JSON of the answer."""
    return await post(f"{path}comments/", cookie, json.dumps(act).encode(), guest=guest, origin=origin)


class Talker:
    """One act after the other. told: the last answer; status: its own."""

    def __init__(self, article: Any, user: Any = None, *, guest: str = "") -> None:
        self.path, self.cookie, self.guest = path_of(article), cookie_of(user) if user else "", guest
        self.told: dict[str, Any] = {}
        self.status = 0

    def do(self, what: str, **fields: Any) -> Any:
        """The threads that the answer holds; what was refused for a refusal."""
        self.status, self.told = live(ask(self.path, self.cookie, self.guest, do=what, **fields))
        return self.told.get("threads", self.told.get("refused"))

    def begin(self, text: str = "Is it?", **more: Any) -> Any:
        """The new thread."""
        return self.do("begin", **{**PLACE, "text": text, **more})[-1]
