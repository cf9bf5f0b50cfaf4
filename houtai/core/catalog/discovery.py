"""Finds the modules: every package under houtai/modules that has a `module.py`. Adding one edits no list."""

from pathlib import Path

MODULES = Path(__file__).resolve().parents[2] / "modules"


def module_apps() -> list[str]:
    """Dotted names of the module packages, in alphabetical order, for INSTALLED_APPS."""
    return [f"houtai.modules.{path.parent.name}" for path in sorted(MODULES.glob("*/module.py"))]
