"""Compiled translations: a `.mo` beside each `.po`. They are made, not kept in the repository."""

import subprocess
from pathlib import Path

from houtai.site.setup import ROOT, failure
from houtai.site.setup.packages import PYTHON

PATTERN = "houtai/**/locale/*/LC_MESSAGES/django.po"
COMPILE = """
import sys
from pathlib import Path
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
for name in sys.argv[1:]:
    source = Path(name)
    with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
        write_mo(mo, read_po(po))
"""


def compile_messages() -> None:
    """Compiles every `.po` that is newer than its `.mo`. Raises SetupError when one cannot be read."""
    stale = [po for po in sorted(ROOT.glob(PATTERN)) if not _compiled_since(po)]
    if not stale:
        return
    command = [str(PYTHON), "-c", COMPILE, *map(str, stale)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise failure(doing="Compiling translations", output=done.stdout)


def _compiled_since(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime
