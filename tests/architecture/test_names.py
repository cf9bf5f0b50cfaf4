"""The same few file names in every module, so that a reader knows where to look."""

import pytest

from tests.architecture.tree import MODULES

FILES = {
    "module", "urls", "api", "views", "forms", "blocks", "widgets", "actions", "apps",
    "queues", "candidates", "points", "metrics", "tasks", "models", "client", "sockets",
}  # fmt: skip
# `sample` is what a module brings for the sample day.
FOLDERS = {"islands", "templates", "static", "locale", "migrations", "tests", "management", "sample", "templatetags"}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_module_has_only_the_agreed_names(module):
    names = {path.stem if path.suffix == ".py" else path.name for path in module.iterdir() if path.name[0] not in "._"}
    assert names - FILES - FOLDERS - {"__init__"} == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_module_says_what_it_offers(module):
    assert (module / "module.py").exists()


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_templates_and_static_files_stand_under_the_name_of_their_module(module):
    for kind in ("templates", "static"):
        assert {path.name for path in (module / kind).glob("*")} <= {module.name}


def test_nothing_is_called_after_a_drawer():
    drawers = {"utils", "helpers", "common", "services", "misc"}
    assert [path for module in MODULES for path in module.parent.parent.rglob("*.py") if path.stem in drawers] == []
