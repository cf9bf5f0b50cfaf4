"""Modules stay apart where a linter of imports cannot see: tables, templates, tags and static files."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from tests.architecture.tree import MODULES, ROOT, lines, short

NAMES = {module.name for module in MODULES}
USED = re.compile(r"""{%-?\s*(?:extends|include|static)\s+["'](?P<app>\w+)/""")
LOADED = re.compile(r"{%-?\s*load\s+(?P<libraries>[\w .]+?)\s*-?%}")
NAMED = re.compile(r"""["'](?P<app>\w+)/[\w/.-]+\.html["']""")


def core_stack() -> list[str]:
    """The apps of core from the top down, as the import contract has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (stack,) = [contract for contract in settings["tool"]["importlinter"]["contracts"] if "containers" in contract]
    return [layer.strip("()") for layer in stack["layers"]]


def height(package: str) -> int:
    """How high a package stands: site over modules over the stack of core, whose lowest is 1."""
    stack = core_stack()
    _houtai, part, *rest = package.split(".")
    return {"site": len(stack) + 2, "modules": len(stack) + 1}.get(part) or len(stack) - stack.index(rest[0])


def own(package: str) -> bool:
    return package.startswith("houtai.")


def test_no_foreign_key_points_up_or_into_another_module():
    wrong = []
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if target in (None, "self") or field.auto_created:
                continue
            here, there = (apps.get_app_config(each._meta.app_label).name for each in (model, target))
            if own(here) and own(there) and here != there and height(there) >= height(here):
                wrong.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    assert wrong == []


def owner_of(path: Path) -> str:
    """The name of the module a file belongs to; empty for core and site."""
    parts = path.relative_to(ROOT / "houtai").parts
    return parts[1] if parts[0] == "modules" else ""


def foreign(path: Path, found: Iterator[str]) -> list[str]:
    """Of the module names a file mentions, those that are not its own. The site may know all of them."""
    if "site" in path.relative_to(ROOT / "houtai").parts[:1]:
        return []
    return [f"{short(path)} uses {name}" for name in found if name in NAMES - {owner_of(path)}]


def templates() -> list[Path]:
    return [path for path in sorted((ROOT / "houtai").glob("**/templates/**/*")) if path.is_file()]


def test_no_template_uses_another_modules_templates_or_static_files():
    wrong = [
        fault
        for path in templates()
        for line in lines(path)
        for fault in foreign(path, (use["app"] for use in USED.finditer(line)))
    ]
    assert wrong == []


def test_no_template_loads_another_modules_tags():
    tags = {path.stem: owner_of(path) for path in (ROOT / "houtai").glob("modules/*/templatetags/*.py")}
    wrong = []
    for path in templates():
        for load in LOADED.finditer(path.read_text(encoding="utf-8")):
            wrong += foreign(path, (tags[name] for name in load["libraries"].split() if name in tags))
    assert wrong == []


def test_no_code_renders_another_modules_template():
    wrong = []
    for path in sorted((ROOT / "houtai").glob("**/*.py")):
        if "tests" not in path.parts:
            wrong += foreign(path, (name["app"] for name in NAMED.finditer(path.read_text(encoding="utf-8"))))
    assert wrong == []


def test_the_import_contract_names_every_part_of_core():
    assert {path.parent.name for path in (ROOT / "houtai" / "core").glob("*/__init__.py")} <= set(core_stack())
