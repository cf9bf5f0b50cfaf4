"""Starts a command that ends when its supervisor does, even a killed one: `python -m houtai.site.tether FD COMMAND`.

FD is the reading end of a pipe whose writing end only the supervisor holds; the system closes that end however the
supervisor dies.
"""

import os
import signal
import sys
import threading
import time

from houtai.site.command_line import main

GRACE_SECONDS = 10


def watch(*, pipe: int) -> None:
    """Waits for the end of `pipe`, then stops this process and those it started. Blocks."""
    os.read(pipe, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    threading.Thread(target=watch, kwargs={"pipe": int(sys.argv[1])}, daemon=True).start()
    main(["houtai", *sys.argv[2:]])
