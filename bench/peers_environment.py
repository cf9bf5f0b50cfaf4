"""The peers' own Python environment, made once in var/bench from pinned packages; never the product's."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from shutil import copy

from bench.processes import ROOT

NEEDS = ROOT / "bench" / "peers" / "requirements.txt"


class NoPeers(RuntimeError):
    """The peers cannot be installed here."""


def python(needs: Path = NEEDS) -> Path:
    """The interpreter that has the peers which a requirements file names. Raises NoPeers."""
    folder = place("peers", needs)
    found = folder / "bin" / "python"
    if not (folder / "whole").exists():
        tell(sys.executable, "-m", "venv", "--clear", str(folder))
        tell(str(found), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(needs))
        (folder / "whole").touch()
    return found


def node(package: Path, script: Path) -> list[str]:
    """How to run a script with the packages that a package.json names. Raises NoPeers."""
    folder = place("node", package)
    if not (folder / "whole").exists():
        folder.mkdir(parents=True, exist_ok=True)
        copy(package, folder / "package.json")
        tell("npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder))
        (folder / "whole").touch()
    # A script finds packages from where it lies.
    return ["node", str(copy(script, folder / script.name))]


def place(kind: str, needs: Path) -> Path:
    return ROOT / "var" / "bench" / f"{kind}-{hashlib.sha256(needs.read_bytes()).hexdigest()[:12]}"


def surroundings(settings: str, **more: str) -> dict[str, str]:
    """What a peer's process is started with."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HOUTAI_")}
    return {**kept, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": f"bench.peers.{settings}.settings", **more}


def tell(*words: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    with_ours = {**os.environ, "PATH": path}
    try:
        done = subprocess.run(
            words, env=with_ours, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
    except OSError as error:
        raise NoPeers(f"The peers cannot be installed: {error}") from error
    if done.returncode:
        said = done.stdout.strip().splitlines()
        raise NoPeers(f"The peers cannot be installed: {said[-1] if said else words}")
