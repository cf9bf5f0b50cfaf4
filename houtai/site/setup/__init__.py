"""Makes whatever a fresh clone lacks. Standard library only: it runs before anything is installed."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"


class SetupError(Exception):
    """What stopped the set-up, in one line that says what to do."""


UNREACHABLE = (
    "NewConnectionError",
    "NameResolutionError",
    "Temporary failure in name resolution",
    "Network is unreachable",
    "ConnectTimeout",
    "ProxyError",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ETIMEDOUT",
)


def failure(*, doing: str, output: str) -> SetupError:
    """The error for a failed installer, from what it printed."""
    if any(sign in output for sign in UNREACHABLE):
        return SetupError(f"{doing} failed: the package registry cannot be reached. Check the network and try again.")
    return SetupError(f"{doing} failed:\n{output[-2000:].strip()}")


def same(*, stamp: Path, source: Path) -> bool:
    """Whether `stamp`, the copy made when the work was done, still says what `source` says."""
    return stamp.exists() and stamp.read_bytes() == source.read_bytes()
