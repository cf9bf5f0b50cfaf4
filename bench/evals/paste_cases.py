"""Clipboards written after what each program writes, and what should come of them: texts beside the islands' tests.

A file is one program: `== name`, its HTML, perhaps `-rtf` and RTF, then `--` and the expected HTML.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bench.evals.paste_browser import Clipboard
from bench.processes import ROOT

FOLDER = ROOT / "houtai" / "modules" / "coedit" / "islands" / "tests" / "clipboards"
CHINESE = ("wps", "feishu", "tencent", "wechat", "shimo", "yuque", "dingtalk", "layouts", "platforms")


@dataclass(frozen=True, kw_only=True)
class Case:
    source: str
    clipboard: Clipboard
    expected: str

    @property
    def chinese(self) -> bool:
        return self.source in CHINESE


def cases() -> list[Case]:
    return [case for path in sorted(FOLDER.glob("*.txt")) for case in read(path)]


def read(path: Path) -> list[Case]:
    parts = path.read_text("utf-8").removeprefix("== ").split("\n== ")
    return [one(path.stem, part) for part in parts]


def one(source: str, part: str) -> Case:
    name, _, rest = part.partition("\n")
    given, _, expected = rest.partition("\n--\n")
    html, _, rtf = given.partition("\n-rtf\n")
    return Case(source=source, clipboard=Clipboard(name=name, html=html, rtf=rtf), expected=expected.rstrip("\n"))
