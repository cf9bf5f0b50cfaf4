"""Names are resolved to addresses that were checked, and these are connected to."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from houtai.core.workspaces.outside.admission import admitted
from houtai.core.workspaces.reach import is_public, place


class PublicOnly(AbstractResolver):
    """The connection goes to the address that was checked. One private answer refuses a name."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM)
        if not all(is_public(str(answer[4][0])) or place(str(answer[4][0]), port) in admitted() for answer in found):
            raise OSError(f"{host} leads into a private network")
        return [self.result(host, port, answer) for answer in found]

    def result(self, host: str, port: int, answer: Any) -> ResolveResult:
        return ResolveResult(
            hostname=host,
            host=str(answer[4][0]),
            port=port,
            family=answer[0],
            proto=answer[2],
            flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
        )

    async def close(self) -> None:
        """Nothing is held."""
