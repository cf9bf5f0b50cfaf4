"""A Retry-After that no calendar holds is none, and one answer that breaks us stops no other request."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from houtai.core.workspaces.fetching.network import retry_after
from houtai.core.workspaces.outside.posting import Machine, Post, Posting, wait

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
NO_DATES = ["Mon, 01 Jan 99999999999999999999 00:00:00 GMT", "Mon, 02 Mar 2026 09:00:00 +999999999999999999", "soon"]


@pytest.mark.parametrize("header", NO_DATES)
def test_a_date_that_is_none_asks_for_no_wait(header):
    assert retry_after(header, now=NOW) is None
    answer: Any = SimpleNamespace(headers={"Retry-After": header})
    assert wait(answer, now=NOW) is None


def test_what_nobody_foresaw_is_a_try_to_repeat(caplog):
    def breaks(*args: Any, **options: Any) -> Any:
        raise RuntimeError("odd")

    posting = Posting(prepare=breaks, now=NOW, dead=frozenset())
    session: Any = SimpleNamespace(post=breaks)
    posting.session = session
    post = Post(url="https://n.example/hook", headers={}, body=b"")
    receipt = asyncio.run(posting.post("a", post, Machine(waiting=[])))
    assert (receipt.key, receipt.state, receipt.error) == ("a", "retry", "RuntimeError: odd")
    assert "https://n.example" in caplog.text
