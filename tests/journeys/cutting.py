"""A cable between a browser and a server that can be pulled out and put in again."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any


class Cable:
    """Passes bytes on to a port of this machine. port: where browsers connect to instead."""

    def __init__(self, to: int) -> None:
        self.to, self.port, self.whole = to, 0, True
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    def pull(self) -> None:
        """Every connection breaks, and no new one is made."""
        self._loop.call_soon_threadsafe(self._pull)

    def put_in(self) -> None:
        self.whole = True

    def _pull(self) -> None:
        self.whole = False
        for writer in list(self._writers):
            writer.transport.abort()

    def run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._join, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        self._pull()
        # Connections that were just taken begin their work only now, and must find the server there.
        while pending := asyncio.all_tasks(self._loop):
            self._loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))
        server.close()
        # What is aborted is closed a turn later.
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    def start(self) -> threading.Thread:
        thread = threading.Thread(target=self.run, daemon=True)
        thread.start()
        self._ready.wait()
        return thread

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self.to)
        except OSError:
            writer.transport.abort()
            return
        if not self.whole:
            for end in (writer, back):
                end.transport.abort()
            return
        self._writers |= {writer, back}
        await asyncio.gather(pass_on(reader, back), pass_on(there, writer), return_exceptions=True)
        await asyncio.gather(writer.wait_closed(), back.wait_closed(), return_exceptions=True)
        self._writers -= {writer, back}


async def pass_on(reader: asyncio.StreamReader, writer: Any) -> None:
    with suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()


@contextmanager
def cable(to: int) -> Iterator[Cable]:
    made = Cable(to)
    thread = made.start()
    try:
        yield made
    finally:
        made.stop()
        thread.join()
