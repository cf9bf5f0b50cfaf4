"""What is offered is documented: the catalog's page is current, and the list of words is that of the code."""

import re

from django.apps import apps
from django.core.management import call_command

from houtai.core.catalog import module, words
from tests.architecture.tree import ROOT

LIST = ROOT / "docs" / "words.md"
# Plumbing: the base of all words says nothing of its own.
UNSAID = {"Word"}
NAME = re.compile(r"`((?:[a-z]+\.)?[A-Z]\w+)`")


def words_of_the_catalog() -> set[str]:
    """The classes that modules fill in."""
    classes = [*vars(words).values(), module.Module, module.Direction]
    own = [each for each in classes if isinstance(each, type) and each.__module__.startswith("houtai.")]
    return {each.__name__ for each in own} - UNSAID


def tables() -> set[str]:
    configs = [config for config in apps.get_app_configs() if config.name.startswith("houtai.")]
    return {model._meta.label for config in configs for model in config.get_models()}


def rows() -> list[list[str]]:
    """The cells of the list's rows: word, means, not, in the code."""
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if row[0] not in ("word", "---")]


def named() -> set[str]:
    return {name for row in rows() for name in NAME.findall(row[3])}


def test_the_page_of_the_catalog_is_what_the_modules_declare():
    call_command("catalog_docs", check=True)


def test_every_word_of_the_catalog_and_every_table_is_explained():
    assert (words_of_the_catalog() | tables()) - named() == set()


def test_the_list_names_nothing_that_is_gone():
    assert named() - words_of_the_catalog() - tables() == {"Manuscript"}


def test_each_word_is_explained_once_and_in_full():
    every = [row[0] for row in rows()]
    assert sorted(set(every)) == sorted(every)
    assert [row[0] for row in rows() if not all(row)] == []
