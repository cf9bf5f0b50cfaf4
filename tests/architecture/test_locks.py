"""Lock files pin everything by hash and say nothing about where it is fetched."""

import json
import re

import pytest

from tests.architecture.tree import ROOT

PYTHON_LOCKS = ["requirements.txt", "requirements-dev.txt"]


@pytest.mark.parametrize("name", [*PYTHON_LOCKS, "package-lock.json"])
def test_a_lock_names_no_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert '"resolved"' not in text


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_every_python_package_is_pinned_with_a_hash(name):
    for requirement in re.split(r"(?<!\\)\n", (ROOT / name).read_text(encoding="utf-8").strip()):
        assert re.match(r"[\w.-]+==\S+", requirement)
        assert "--hash=sha256:" in requirement


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_every_package_we_ask_for_is_locked(name):
    asked = (ROOT / name.replace(".txt", ".in")).read_text(encoding="utf-8")
    names = re.findall(r"^[A-Za-z][\w.-]*", asked, re.MULTILINE)
    locked = re.findall(r"^[a-z][\w.-]*(?===)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    assert {name.lower().replace("_", "-") for name in names} <= set(locked)


def test_every_npm_package_is_pinned_with_a_hash():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_the_development_lock_holds_every_line_of_the_other():
    runtime, development = ({*(ROOT / name).read_text(encoding="utf-8").splitlines()} for name in PYTHON_LOCKS)
    assert runtime - development == set()
