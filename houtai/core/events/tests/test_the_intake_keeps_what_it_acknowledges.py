"""The intake: groups, torn tails, a full disk, back-pressure."""

import asyncio
import errno
import os
import signal
import subprocess
import sys

import pytest

from houtai.core.events.intake import Full, Intake, NotKept, is_closed, read, segments
from houtai.core.events.segments import Segment, framed

CHILD = """
import sys
from pathlib import Path
from houtai.core.events.intake import Intake
from houtai.core.events.segments import framed
intake = Intake(Path(sys.argv[1]), most_bytes=2**30)
for number in range(10**9):
    intake.put(framed(b'%d' % number)).wait()
    print(number, flush=True)
"""


@pytest.fixture
def intake(tmp_path):
    made = Intake(tmp_path, most_bytes=2**20)
    yield made
    made.close()


def all_of(folder):
    found: list[bytes] = []
    for path in segments(folder):
        offset = 0
        while (step := read(path, offset, 64))[0]:
            found, offset = [*found, *step[0]], step[1]
    return found


def test_what_was_acknowledged_can_be_read(intake, tmp_path):
    for number in range(5):
        intake.put(framed(b"%d" % number)).wait()
    assert all_of(tmp_path) == [b"0", b"1", b"2", b"3", b"4"]


def test_many_wait_for_one_group(intake, tmp_path):
    async def all_at_once():
        await asyncio.gather(*[kept(b"%d" % number) for number in range(100)])

    async def kept(payload):
        await intake.put(framed(payload)).kept()

    asyncio.run(all_at_once())
    assert len(all_of(tmp_path)) == 100


def test_a_request_that_is_given_up_cancels_no_other(intake):
    async def kept():
        await intake.put(framed(b"x")).kept()

    async def two():
        first, second = asyncio.create_task(kept()), asyncio.create_task(kept())
        await asyncio.sleep(0)
        first.cancel()
        return await asyncio.gather(first, second, return_exceptions=True)

    first, second = asyncio.run(two())
    assert (type(first), second) == (asyncio.CancelledError, None)


@pytest.mark.parametrize("harm", ["cut", "flip", "zeros"])
def test_a_torn_tail_is_cut_off(tmp_path, harm):
    segment = Segment(tmp_path, started=1)
    segment.append([framed(b"whole"), framed(b"torn record")])
    segment.close()
    data = segment.path.read_bytes()
    changed = {"cut": data[:-3], "flip": data[:-1] + b"?", "zeros": data[:13] + bytes(40)}[harm]
    segment.path.write_bytes(changed)
    assert read(segment.path, 0) == ([b"whole"], 13)
    assert read(segment.path, 13) == ([], 13)


def test_a_record_larger_than_what_is_read_at_once_is_read_whole(tmp_path):
    segment = Segment(tmp_path, started=1)
    segment.append([framed(b"x" * 1000), framed(b"y")])
    assert read(segment.path, 0, 16) == ([b"x" * 1000], 1008)
    segment.close()


def test_a_segment_is_closed_when_its_process_has_moved_on(tmp_path):
    segment = Segment(tmp_path, started=1)
    assert not is_closed(segment.path)
    segment.close()
    assert is_closed(segment.path)


def test_another_segment_begins_after_a_minute(tmp_path):
    now = [1_000_000]
    intake = Intake(tmp_path, most_bytes=2**20, clock=lambda: now[0])
    intake.put(framed(b"a")).wait()
    now[0] += 61_000_000
    intake.look()
    intake.put(framed(b"b")).wait()
    first, second = segments(tmp_path)
    assert (is_closed(first), is_closed(second)) == (True, False)
    intake.close()
    assert all_of(tmp_path) == [b"a", b"b"]


def test_on_a_full_disk_nothing_is_acknowledged_and_it_goes_on_afterwards(intake, tmp_path, monkeypatch):
    intake.put(framed(b"before")).wait()
    full = [True]
    write = os.write

    def refuse(file, data):
        if full[0]:
            write(file, bytes(data[:5]))
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(file, data)

    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(NotKept):
        intake.put(framed(b"lost")).wait()
    full[0] = False
    intake.put(framed(b"after")).wait()
    assert all_of(tmp_path) == [b"before", b"after"]


def test_more_than_may_wait_is_refused_before_memory_grows(tmp_path):
    intake = Intake(tmp_path, most_bytes=2**20, pause=0.2, most_buffered=1000)
    group = intake.put(framed(b"x" * 2000))
    with pytest.raises(Full):
        intake.put(framed(b"y"))
    group.wait()
    intake.put(framed(b"z")).wait()
    intake.close()


def test_a_writer_that_does_not_keep_up_ends_the_taking(tmp_path):
    first = Intake(tmp_path, most_bytes=1000)
    first.put(framed(b"x" * 2000)).wait()
    first.close()
    second = Intake(tmp_path, most_bytes=1000)
    with pytest.raises(Full):
        second.put(framed(b"y"))
    second.close()


def test_a_killed_process_has_kept_all_it_acknowledged(tmp_path):
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(tmp_path)], stdout=subprocess.PIPE)
    said = [int(child.stdout.readline()) for _line in range(50)]
    child.send_signal(signal.SIGKILL)
    said += [int(line) for line in child.stdout.read().splitlines()]
    child.wait()
    child.stdout.close()
    found = [int(payload) for payload in all_of(tmp_path)]
    assert found[: len(said)] == said
    assert all(is_closed(path) for path in segments(tmp_path))
