"""The peers' own Python environment, made once in var/bench from pinned packages; never the product's."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from bench.processes import ROOT

NEEDS = ROOT / "bench" / "peers" / "requirements.txt"


class NoPeers(RuntimeError):
    """The peers cannot be installed here."""


def python() -> Path:
    """The interpreter that has the peers. Raises NoPeers."""
    folder = ROOT / "var" / "bench" / f"peers-{hashlib.sha256(NEEDS.read_bytes()).hexdigest()[:12]}"
    found = folder / "bin" / "python"
    if not (folder / "whole").exists():
        tell(sys.executable, "-m", "venv", "--clear", str(folder))
        tell(str(found), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(NEEDS))
        (folder / "whole").touch()
    return found


def surroundings(settings: str, **more: str) -> dict[str, str]:
    """What a peer's process is started with."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HOUTAI_")}
    return {**kept, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": f"bench.peers.{settings}.settings", **more}


def tell(*words: str) -> None:
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        said = done.stdout.strip().splitlines()
        raise NoPeers(f"The peers cannot be installed: {said[-1] if said else words}")
