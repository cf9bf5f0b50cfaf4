import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from houtai.site.supervisor import Child, Supervisor, back_off

# Says its number in a file named after itself, then lives until it is told to end.
CHILD = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, lambda *seen: sys.exit(0))
open(f"{sys.argv[1]}/{os.getpid()}", "w").close()
time.sleep(60)
"""
# A supervisor in a process of its own, so that it can be killed.
SUPERVISOR = """
import signal, sys, time
# Whoever runs the tests in the background may have had it ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
from houtai.site.supervisor import Child, Supervisor
watching = "import os, sys, threading; from houtai.site.tether import watch; threading.Thread(target=watch, " \\
    "kwargs={'pipe': int(sys.argv.pop(1))}, daemon=True).start();" + sys.argv[2]
child = Child("web", lambda pipe: [sys.executable, "-c", watching, str(pipe), sys.argv[1]])
supervisor = Supervisor(children=[child], clock=time.monotonic, say=print)
supervisor.start()
supervisor.run()
"""


def wait_for(found: Callable[[], object], *, seconds: float = 15) -> None:
    until = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.02)


def alive(pid: int) -> bool:
    """Whether it runs; a dead one that nobody has waited for yet does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]) -> Iterator[Supervisor]:
    child = Child("web", lambda pipe: [sys.executable, "-c", CHILD, str(tmp_path)])
    supervisor = Supervisor(children=[child], clock=time.monotonic, say=said.append)
    supervisor.start()
    wait_for(lambda: list(tmp_path.iterdir()))
    yield supervisor
    supervisor.end()


def test_a_killed_child_is_announced_and_started_again(supervisor, said, tmp_path):
    os.kill(supervisor.children[0].process.pid, signal.SIGKILL)
    wait_for(lambda: supervisor.tend() or len(list(tmp_path.iterdir())) == 2)
    assert said == ["web was killed by SIGKILL; starting it again in 0.5 s."]


def test_each_death_doubles_the_wait_up_to_half_a_minute():
    assert [back_off(deaths=deaths) for deaths in (1, 2, 3, 7, 50)] == [0.5, 1, 2, 30, 30]


def test_ending_lets_a_child_end_in_order(tmp_path):
    child = Child("web", lambda pipe: [sys.executable, "-c", CHILD, str(tmp_path)])
    supervisor = Supervisor(children=[child], clock=time.monotonic, say=print)
    supervisor.start()
    wait_for(lambda: list(tmp_path.iterdir()))
    process = child.process
    supervisor.end()
    assert process.returncode == 0


def test_what_a_killed_child_left_running_is_killed_too(supervisor, tmp_path):
    leftover = "import os, sys, time; os.fork(); open(f'{sys.argv[1]}/{os.getpid()}', 'w').close(); time.sleep(60)"
    parent = Child("web", lambda pipe: [sys.executable, "-c", leftover, str(tmp_path)])
    before = {path.name for path in tmp_path.iterdir()}
    parent.start(now=0, pipe=supervisor.pipe[0])
    wait_for(lambda: len(list(tmp_path.iterdir())) == len(before) + 2)
    (orphan,) = {path.name for path in tmp_path.iterdir()} - before - {str(parent.process.pid)}
    os.kill(parent.process.pid, signal.SIGKILL)
    wait_for(lambda: parent.bury(now=1))
    wait_for(lambda: not alive(int(orphan)))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_children_end_with_their_supervisor_however_it_ends(number, tmp_path):
    running = subprocess.Popen([sys.executable, "-c", SUPERVISOR, str(tmp_path), CHILD])
    wait_for(lambda: list(tmp_path.iterdir()))
    (child,) = (int(path.name) for path in tmp_path.iterdir())
    running.send_signal(number)
    running.wait()
    wait_for(lambda: not alive(child))


def test_a_child_that_ends_itself_again_and_again_is_hopeless():
    child = Child("web", lambda pipe: [sys.executable, "-c", "raise SystemExit(1)"])
    supervisor = Supervisor(children=[child], clock=time.monotonic, say=print)
    for _attempt in range(3):
        assert not supervisor.hopeless()
        child.start(now=0, pipe=supervisor.pipe[0])
        child.process.wait()
        child.bury(now=1)
    supervisor.end()
    assert supervisor.hopeless()
