"""Database work for the event loop: in a few threads of its own, each time with the workspace entered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from houtai.core.workspaces.context import enter


class Threads:
    """One thread writes and reads the log, so that its answers come in the order of the log; others look people up."""

    def __init__(self, *, others: int = 2) -> None:
        self._log = ThreadPoolExecutor(1, thread_name_prefix="coedit-log")
        self._others = ThreadPoolExecutor(others, thread_name_prefix="coedit")

    async def log(self, workspace: str, function: Callable[..., Any], *args: Any) -> Any:
        return await self._run(self._log, workspace, function, *args)

    async def other(self, workspace: str, function: Callable[..., Any], *args: Any) -> Any:
        return await self._run(self._others, workspace, function, *args)

    async def _run(self, pool: ThreadPoolExecutor, workspace: str, function: Callable[..., Any], *args: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(pool, inside, workspace, function, args)

    def close(self) -> None:
        self._log.shutdown(cancel_futures=True)
        self._others.shutdown(cancel_futures=True)


def inside(workspace: str, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    with enter(workspace):
        return function(*args)
