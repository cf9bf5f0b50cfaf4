"""The layer below the connection: it decides where the bytes go, so that no name, redirect or late DNS answer can."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import httpcore

from houtai.core.workspaces.fetching.addresses import Resolve, checked


@dataclass(frozen=True)
class Deadline:
    """A point of the machine's steady clock by which everything must be over."""

    at: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        return cls(time.monotonic() + seconds)

    def left(self, timeout: float | None = None) -> float:
        """Seconds left, at most `timeout`. Raises httpcore.ReadTimeout when none are."""
        seconds = self.at - time.monotonic()
        if seconds <= 0:
            raise httpcore.ReadTimeout("deadline")
        return seconds if timeout is None else min(seconds, timeout)


class Guard(httpcore.NetworkBackend):
    """Resolves a name once, checks every answer and connects to what was checked."""

    def __init__(self, *, deadline: Deadline, resolve: Resolve, admit: frozenset[str], closed: bool) -> None:
        self.deadline = deadline
        self.resolve = resolve
        self.admit = admit
        self.closed = closed
        self.plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        answers = checked(
            host.strip("[]"),
            port,
            admit=self.admit,
            closed=self.closed,
            resolve=self.resolve,
            seconds=self.deadline.left(timeout),
        )
        return Timed(self.connect_first(answers, port, timeout), deadline=self.deadline)

    def connect_first(self, answers: list[str], port: int, timeout: float | None) -> httpcore.NetworkStream:
        *others, last = answers
        for answer in others:
            try:
                return self.plain.connect_tcp(answer, port, timeout=self.deadline.left(timeout))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self.plain.connect_tcp(last, port, timeout=self.deadline.left(timeout))


class Timed(httpcore.NetworkStream):
    """A connection on which no single wait outlasts the deadline of the whole."""

    def __init__(self, stream: httpcore.NetworkStream, *, deadline: Deadline) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, timeout=self.deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, timeout=self.deadline.left(timeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        inner = self.stream.start_tls(ssl_context, server_hostname, timeout=self.deadline.left(timeout))
        return Timed(inner, deadline=self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)
