"""The virtual environment and the Python packages in it."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from houtai.site.setup import ROOT, VENV, SetupError, failure, same

PYTHON = VENV / "bin" / "python"
USABLE = "import pip, sys; sys.exit(sys.version_info < (3, 11))"


def make_environment() -> None:
    """Makes `.venv`, and makes it anew when its Python is gone, too old or was never finished.

    Raises SetupError when this Python cannot make one.
    """
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", USABLE], capture_output=True, check=False).returncode == 0:
        return
    print("Making a virtual environment …", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        hint = "On Debian and Ubuntu: apt-get install python3-venv."
        raise SetupError(f"{sys.executable} cannot make a virtual environment. {hint}\n{made.stdout}{made.stderr}")


def install_packages(*, dev: bool) -> None:
    """Installs what the lock file pins; does nothing when that was done before. Raises SetupError."""
    lock = ROOT / ("requirements-dev.txt" if dev else "requirements.txt")
    if same(stamp=_stamp(lock), source=lock):
        return
    command = [PYTHON, "-m", "pip", "install", "--no-input", "--progress-bar=off", "--retries=2", "--no-compile"]
    _run_pip([*map(str, command), "--require-hashes", "-r", str(lock)], total=_pinned(lock))
    shutil.copyfile(lock, _stamp(lock))
    if dev:
        # The development lock holds every line of the other one.
        shutil.copyfile(ROOT / "requirements.txt", _stamp(ROOT / "requirements.txt"))


def _stamp(lock: Path) -> Path:
    return VENV / f"installed-{lock.name}"


def _pinned(lock: Path) -> int:
    return len(re.findall(r"^[A-Za-z0-9].*==", lock.read_text(encoding="utf-8"), re.MULTILINE))


def _run_pip(command: list[str], *, total: int) -> None:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT)
    printed: list[str] = []
    for line in progress(lines=_kept(process.stdout or (), printed), total=total):
        print(line, end="", flush=True)
    if process.wait():
        raise failure(doing="Installing Python packages", output="".join(printed))


def _kept(lines: Iterable[str], kept: list[str]) -> Iterator[str]:
    for line in lines:
        kept.append(line)
        yield line


def progress(*, lines: Iterable[str], total: int) -> Iterator[str]:
    """What to show while pip prints `lines`: a count of packages fetched, in steps, then the unpacking."""
    step, seen = max(total // 10, 1), 0
    yield f"Fetching {total} Python packages (a minute or two the first time) …\n"
    for line in lines:
        if line.startswith(("Collecting ", "Processing ", "Requirement already satisfied", "Ignoring ")):
            seen += 1
            if seen % step == 0:
                yield f"  {min(seen, total)} of {total}\n"
        elif line.startswith("Installing collected packages"):
            yield "Unpacking them …\n"
