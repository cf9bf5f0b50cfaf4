"""Goal C8: the web process killed again and again under those who write together, who come back all at once."""

from __future__ import annotations

import html
import json
import random
import re
import signal
import subprocess
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import articles
from bench.crowd import node
from bench.processes import ROOT, Running, free_port, scratch_home

ROOMS, WRITERS, SETTLED_EACH = 5, 30, 10
WORD = re.compile(r"<([a-z]\d+\.\d+)>")
PATIENCE = 60.0


@dataclass(frozen=True, kw_only=True)
class Survived:
    """edits: acknowledged; lost: of them, not in the log; twice: edits that are in it more than once; doubled: articles
    with a paragraph more than once; unequal: articles that their writers or the log see differently; refused: how often
    somebody was told to begin anew; joins: how often somebody came in.
    """

    edits: int
    lost: int
    twice: int
    doubled: int
    unequal: int
    refused: int
    joins: int


@dataclass
class Herd:
    """The generator's process, and what it has said; `joined` counts who came in since it was set to 0."""

    process: subprocess.Popen[str]
    joined: int = 0
    done: dict[str, Any] = field(default_factory=dict)

    def listen(self) -> None:
        for line in self.process.stdout or ():
            said = json.loads(line)
            self.joined += "joined" in said
            self.done = said.get("done", self.done)

    def wait(self, many: int) -> None:
        until = time.monotonic() + PATIENCE
        while self.joined < many and time.monotonic() < until:
            time.sleep(0.01)


def survive(*, kills: int, seed: int = 7) -> Survived:
    """Raises NoPeers."""
    with scratch_home() as home:
        desk = articles.desk(articles=ROOMS, people=6)
        port = free_port()
        asked = {"port": port, "rooms": desk.rooms, "cookies": desk.cookies, "count": WRITERS}
        with node(ROOT / "bench" / "writing" / "herd.mjs", json.dumps(asked)) as process:
            herd = Herd(process)
            listening = threading.Thread(target=herd.listen)
            listening.start()
            hunt(herd, home, desk, port=port, kills=kills, chance=random.Random(seed))
            listening.join()
        return compared(herd.done, desk)


def hunt(herd: Herd, home: Path, desk: articles.Desk, *, port: int, kills: int, chance: random.Random) -> None:
    """Kill it while they write, or while they are still coming in."""
    for kill in range(kills):
        herd.joined = 0
        server = Running("houtai", "web", home=home, port=port)
        herd.wait(WRITERS if kill % 2 else chance.randrange(WRITERS))
        time.sleep(chance.uniform(0, 0.6))
        server.end(signal.SIGKILL)
        if kill % SETTLED_EACH == SETTLED_EACH - 1:
            articles.settle(desk)
    herd.joined = 0
    with Running("houtai", "web", home=home, port=port):
        herd.wait(WRITERS)
        stdin = herd.process.stdin
        assert stdin is not None
        stdin.write("stop\n")
        stdin.flush()
        herd.process.wait(3 * PATIENCE)


def compared(done: dict[str, Any], desk: articles.Desk) -> Survived:
    """By the log, as this process reads it."""
    told = dict(zip(desk.rooms, map(html.unescape, articles.texts(desk.workspace, desk.rooms)), strict=True))
    found = {room: Counter(WORD.findall(text)) for room, text in told.items()}
    writers = done["writers"]
    expected = [(one["room"], f"{one['name']}.{word}") for one in writers for word in range(1, one["acknowledged"] + 1)]
    missing = {one["room"] for one in writers if found[one["room"]][f"{one['name']}.{one['words']}"] != 1}
    return Survived(
        edits=len(expected),
        lost=sum(not found[room][word] for room, word in expected),
        twice=sum(count > 1 for words in found.values() for count in words.values()),
        doubled=sum(any(text.count(articles.first_words(n)) != 1 for n in range(6)) for text in told.values()),
        unequal=done["unequal"] + len(missing),
        refused=sum(len(one["refused"]) for one in writers),
        joins=sum(one["joins"] for one in writers),
    )
