"""All three services at once, on a thread of their own."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from aiohttp import web
from aiosmtpd.smtp import SMTP

from houtai.modules.push.sample.hooks import Hooks
from houtai.modules.push.sample.mail import Mail
from houtai.modules.push.sample.page import page
from houtai.modules.push.sample.pushes import PushService, Refusal
from houtai.modules.push.sample.received import Books, Received

STATUS = {"gone": 410, "busy": 429, "broken": 500, "wrong": 302}
SLOW = 0.3


class Sinks:
    """A push service, a receiver of webhooks and a page under one port, a mail server beside it.

    port: 0 for free ones; seed: keys and secrets follow from it; clock: the time they go by; keep: a file in which
    what was received outlives this process. `behave` makes one address, or all ("*"), answer 410 ("gone"), 429
    ("busy"), 500 ("broken"), 302 ("wrong"), late ("slow") or not at all ("never"); mail knows "gone", "busy", "broken"
    and "hangs up" (after it took the text).
    """

    def __init__(
        self,
        *,
        port: int = 0,
        smtp_port: int = 0,
        seed: str = "sinks",
        clock: Callable[[], datetime] | None = None,
        keep: Path | None = None,
    ) -> None:
        self.port, self.smtp_port = port, smtp_port
        clock = clock or (lambda: datetime.now(UTC))
        self.books = Books(keep=keep)
        self.pushes, self.hooks = PushService(seed=seed, clock=clock), Hooks(seed=seed, clock=clock)
        self.loop = asyncio.new_event_loop()

    @property
    def received(self) -> list[Received]:
        return self.books.received

    @property
    def problems(self) -> list[str]:
        return self.books.problems

    @property
    def repeats(self) -> int:
        """How often something came again that was taken before."""
        return sum(self.books.repeats.values())

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def admit(self) -> list[str]:
        """For HOUTAI_PUSH_ADMIT."""
        return [f"127.0.0.1:{self.port}", f"127.0.0.1:{self.smtp_port}"]

    def subscription(self, name: str) -> dict[str, Any]:
        """A browser's subscription, as `Address.value` of web push."""
        return self.pushes.browser(name).subscription(endpoint=f"{self.origin}/push/{name}")

    def hook(self, name: str) -> dict[str, str]:
        """`Address.value` of a webhook."""
        return {"url": f"{self.origin}/hook/{name}", "secret": self.hooks.secret(name)}

    def mailbox(self, name: str) -> dict[str, str]:
        """`Address.value` of e-mail, with the server that alone knows this mailbox."""
        return {"email": f"{name}@sinks.localhost", "server": f"127.0.0.1:{self.smtp_port}"}

    def behave(self, name: str, manner: str) -> None:
        """ "" is well again."""
        self.books.behaviour[name] = manner

    def __enter__(self) -> Self:
        started = threading.Event()
        self.thread = threading.Thread(target=self.run, args=[started], name="sinks", daemon=True)
        self.thread.start()
        if not started.wait(10) or not self.port:
            raise OSError("the services on loopback cannot start: is the port taken?")
        return self

    def __exit__(self, *_error: object) -> None:
        self.loop.call_soon_threadsafe(self.stopping.set)
        self.thread.join(10)
        self.books.close()

    def run(self, started: threading.Event) -> None:
        try:
            self.loop.run_until_complete(self.serve(started))
        finally:
            started.set()
            self.loop.close()

    async def serve(self, started: threading.Event) -> None:
        self.stopping, app = asyncio.Event(), web.Application(client_max_size=64_000)
        app.add_routes(
            [
                web.post("/push/{name}", self.take_push),
                web.post("/hook/{name}", self.take_hook),
                web.get("/", self.show),
            ]
        )
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        mail = await self.loop.create_server(self.smtp, "127.0.0.1", self.smtp_port)
        self.port, self.smtp_port = runner.addresses[0][1], mail.sockets[0].getsockname()[1]
        self.pushes.origin = self.origin
        started.set()
        await self.stopping.wait()
        mail.close()
        await runner.cleanup()
        await self.hush()

    def smtp(self) -> SMTP:
        return SMTP(Mail(self.books), hostname="sinks.localhost", loop=self.loop, enable_SMTPUTF8=True)

    async def hush(self) -> None:
        """End what mail connections are still being listened to."""
        rest = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    async def show(self, _request: web.Request) -> web.Response:
        return web.Response(text=page(self.books), content_type="text/html")

    async def take_push(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]

        def take(body: bytes) -> None:
            self.books.take("webpush", name, self.pushes.take(name, request.headers, body))

        return await self.answer(request, name, take, status=201)

    async def take_hook(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]

        def take(body: bytes) -> None:
            self.books.take("webhook", name, self.hooks.take(name, request.headers, body))

        return await self.answer(request, name, take, status=204)

    async def answer(
        self, request: web.Request, name: str, take: Callable[[bytes], None], *, status: int
    ) -> web.Response:
        body, manner = await request.read(), self.books.manner(name)
        self.books.tries += 1
        if manner == "never":
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), 60)
        if manner == "slow":
            await asyncio.sleep(SLOW)
        if manner in STATUS:
            headers = {"Retry-After": "7"} if manner == "busy" else {"Location": "http://127.0.0.1:9/"}
            return web.Response(status=STATUS[manner], headers=headers)
        try:
            take(body)
        except Refusal as refusal:
            self.books.complain(f"{request.path}: {refusal}")
            return web.Response(status=refusal.status, text=str(refusal))
        return web.Response(status=status, headers={"Location": f"{self.origin}/message/{self.books.tries}"})
