import shutil
import subprocess
from pathlib import Path

from houtai.site.setup import failure, same
from houtai.site.setup.islands import sources_hash
from houtai.site.setup.packages import progress

ROOT = Path(__file__).resolve().parents[3]


def test_a_step_is_done_once_and_again_when_its_lock_changes(tmp_path):
    stamp, lock = tmp_path / "stamp", tmp_path / "lock"
    lock.write_text("one==1")
    assert not same(stamp=stamp, source=lock)
    shutil.copyfile(lock, stamp)
    assert same(stamp=stamp, source=lock)
    lock.write_text("one==2")
    assert not same(stamp=stamp, source=lock)


def test_an_unreachable_registry_is_said_in_one_line():
    error = failure(
        doing="Installing Python packages", output="... [Errno -3] Temporary failure in name resolution ..."
    )
    assert str(error) == (
        "Installing Python packages failed: the package registry cannot be reached. Check the network and try again."
    )


def test_progress_is_shown_in_tenths():
    printed = ["Collecting a\n", "  Downloading a\n"] * 20 + ["Installing collected packages: a\n"]
    shown = list(progress(lines=printed, total=20))
    assert shown[1:3] == ["  2 of 20\n", "  4 of 20\n"]
    assert shown[-2:] == ["  20 of 20\n", "Unpacking them …\n"]


def test_islands_are_built_again_when_one_changes_or_appears(tmp_path):
    island = tmp_path / "houtai" / "modules" / "news" / "islands" / "tick_controller.ts"
    island.parent.mkdir(parents=True)
    for name in (island, tmp_path / "islands.mjs", tmp_path / "package-lock.json"):
        name.write_text("one")
    before = sources_hash(tmp_path)
    island.write_text("two")
    changed = sources_hash(tmp_path)
    island.with_name("tock_controller.ts").write_text("three")
    assert len({before, changed, sources_hash(tmp_path)}) == 3


def test_a_python_that_is_too_old_is_refused_in_one_line(tmp_path):
    tools = tmp_path / "tools"
    (tmp_path / "bin").mkdir()
    tools.mkdir()
    shutil.copy(ROOT / "bin" / "setup", tmp_path / "bin" / "setup")
    old = tools / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit\nexit 1\n')
    old.chmod(0o755)
    for name in ("sh", "dirname"):
        (tools / name).symlink_to(str(shutil.which(name)))
    done = subprocess.run(
        [tmp_path / "bin" / "setup"], env={"PATH": str(tools)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Houtai needs Python 3.11 or newer and found none (Python 3.9.2).")
    assert done.stderr.count("\n") == 1
