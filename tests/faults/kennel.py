"""Starts Houtai's command line in children of a process that has everything loaded, so that many starts take no time.

Each line of input is JSON: {"home": folder, "words": [...], "out": file, "fatal": n, "late": seconds}. The child is
killed (`kill -9`) `late` seconds after it began its statement number `fatal`, or after its start when that is 0; null
for never.
Answers with JSON: {"status": …, "statements": …}. A line may also be a list of such: those run beside each other, and
the answer is that of the last.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import Any


def main() -> None:
    load()
    print("ready", flush=True)
    for line in sys.stdin:
        told = json.loads(line)
        print(json.dumps(together(told if isinstance(told, list) else [told])), flush=True)


def together(orders: list[dict[str, Any]]) -> dict[str, int]:
    children = [started(order) for order in orders]
    ends = [os.waitpid(child, 0)[1] for child in children]
    count = counted_in(orders[-1]).read_text()
    return {"status": os.waitstatus_to_exitcode(ends[-1]), "statements": int(count or 0)}


def started(order: dict[str, Any]) -> int:
    child = os.fork()
    if child == 0:
        run(order, counted_in(order))
    return child


def counted_in(order: dict[str, Any]) -> Path:
    return Path(order["out"] + ".statements")


def load() -> None:
    """Everything but connections and threads: those do not survive a fork."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houtai.site.settings")
    import django

    django.setup()
    import ibis.backends.duckdb.converter
    from django.urls import get_resolver

    import houtai.core.events.enduring
    import houtai.modules.collect.client.article
    import houtai.modules.collect.client.feed
    import houtai.modules.collect.client.page
    import houtai.site.management.commands.day
    from houtai.core.text.near import signature
    from houtai.core.text.search.words import words

    # What a start need not wait for, each child would load anew: SciPy, and the dictionary of Chinese words.
    _loaded = get_resolver().url_patterns, houtai, ibis, signature("a text"), words("一段文字")


def run(order: dict[str, Any], count: Path) -> None:
    code = 1
    with Path(order["out"]).open("w") as out, Path(order["out"] + ".err").open("w") as err, count.open("w") as counted:
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        settle(Path(order["home"]))
        watch(order["fatal"], late=order["late"], counted=counted)
        try:
            from houtai.site.command_line import main as command_line

            command_line(["houtai", *order["words"]])
            code = 0
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        except BaseException:  # noqa: BLE001 - a child must not go on as its parent; the test reads of it
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)


def settle(home: Path) -> None:
    """In this home, as if it had been loaded there; so do the processes that it starts."""
    from django.conf import settings

    settings.HOME, settings.EMAIL_FILE_PATH = home, home / "mail"
    os.environ.update({"HOUTAI_HOME": str(home), "HOUTAI_SECRET_KEY": settings.SECRET_KEY})


def watch(fatal: int | None, *, late: float, counted: Any) -> None:
    """Count statements, of all threads, and die at the fatal one."""
    from django.db.backends.utils import CursorWrapper

    execute, lock, number = CursorWrapper.execute, threading.Lock(), 0
    if fatal == 0:
        doom(late)

    def counting(cursor: Any, sql: Any, params: Any = None) -> Any:
        nonlocal number
        with lock:
            number += 1
            os.pwrite(counted.fileno(), str(number).encode(), 0)
            if number == fatal:
                doom(late)
        return execute(cursor, sql, params)

    CursorWrapper.execute = counting


def doom(late: float) -> None:
    threading.Thread(target=die, args=[late], daemon=True).start()


def die(late: float) -> None:
    time.sleep(late)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
