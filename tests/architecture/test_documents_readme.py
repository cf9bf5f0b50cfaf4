"""What the documents say is there: settings, commands, links and pictures."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.architecture.tree import ROOT

READMES = [ROOT / "README.md", ROOT / "README.zh.md"]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LARGEST = 200_000


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def code_of(text: str) -> str:
    """All that is set as code, in lines or in blocks."""
    return "\n".join(re.findall(r"```.*?```|`[^`]+`", text, re.DOTALL))


@pytest.mark.parametrize("readme", READMES, ids=name)
def test_every_setting_is_explained(readme):
    read = re.findall(r"env\.\w+\(\s*\"(HOUTAI_\w+)\"", (ROOT / "houtai/site/settings.py").read_text(encoding="utf-8"))
    explained = re.findall(r"^\| `(HOUTAI_\w+)` \|", readme.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(read) == sorted(explained)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_command_that_is_named_exists(document):
    named = re.findall(r"bin/houtai ([a-z_]+)", code_of(document.read_text(encoding="utf-8")))
    assert set(named) - set(get_commands()) - {"help"} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_and_picture_leads_somewhere(document):
    targets = re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8"))
    inside = [target for target in targets if "://" not in target]
    assert [target for target in inside if not (document.parent / target).exists()] == []


def test_both_readmes_have_the_same_parts():
    parts = re.compile(r"^#+(?= )|^```\w*|^\||\]\([^)]+\)", re.MULTILINE)
    shapes = [parts.findall(each.read_text(encoding="utf-8").replace(".zh.png", ".png")) for each in READMES]
    english, chinese = ([part for part in shape if "README" not in part] for shape in shapes)
    assert english == chinese


def test_pictures_are_small():
    pictures = list((ROOT / "docs" / "pictures").glob("*.png"))
    assert pictures
    assert [name(picture) for picture in pictures if picture.stat().st_size >= LARGEST] == []
