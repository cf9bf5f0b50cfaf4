"""Asking the open API as a program does."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from houtai.modules.developers.actions import MakeKey


def key_of(user: Any, *, writes: bool = True) -> str:
    """A token that acts for this person."""
    return MakeKey().issue(by=user, name="Shop", writes=writes, expires=None)[1]


class Program:
    """token: its key, "" for none. `ask` gives the answer, with what it says as `said`."""

    def __init__(self, token: str = "", **headers: str) -> None:
        self.client = Client()
        self.headers = {**({"authorization": f"Bearer {token}"} if token else {}), **headers}

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        told = {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        address = f"/api/v1/{path}"
        answer: Any = self.client.generic(method, address, headers={**self.headers, **named}, **told)
        answer.said = json.loads(answer.content) if "json" in answer.headers.get("Content-Type", "") else None
        return answer

    def get(self, path: str, **headers: str) -> Any:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.ask("POST", path, body, **headers)
