"""`bin/houtai catalog_docs`: writes docs/catalog.md from what the modules declare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from inspect import cleandoc
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from houtai.core.catalog.catalog import catalog
from houtai.core.catalog.module import Module
from houtai.core.work.actions import Action

FILE = settings.ROOT / "docs" / "catalog.md"
INTRODUCTION = """\
# The catalog

What each module offers, written by `bin/houtai catalog_docs` from the modules' `module.py` files. Do not edit it:
`bin/test` fails when it is not what the modules say. The words are explained in [words.md](words.md).
"""


class Command(BaseCommand):
    help = "Write docs/catalog.md from what the modules declare."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail when the file is not current")

    def handle(self, *, check: bool, **options: Any) -> None:
        text = written()
        if check and (not FILE.exists() or FILE.read_text(encoding="utf-8") != text):
            raise CommandError("docs/catalog.md is not what the modules declare: run bin/houtai catalog_docs.")
        if not check:
            FILE.write_text(text, encoding="utf-8")


def written() -> str:
    """The whole file, in English."""
    with translation.override("en"):
        return "\n".join([INTRODUCTION, *(line for module in catalog.modules.values() for line in told(module))])


def told(module: Module) -> Iterator[str]:
    yield f"## {module.label} (`{module.name}`)\n"
    about = f"{module.about} " if module.about else ""
    yield f"{about}Worth: {str(module.direction.label).lower()}.\n"
    for part in (actions, queues, points, metrics, blocks, pages, editors, schedule, roles):
        yield from part(module)


def actions(module: Module) -> Iterator[str]:
    heads = (
        "action",
        "label",
        "subject",
        "when",
        "permission",
        "taken back by",
        "second person",
        "key",
        "what it does",
    )
    yield from table("Actions", heads, map(action_row, module.actions))


def action_row(word: Any) -> Sequence[Any]:
    asks = (word.needs_second, word.wants_second) != (Action.needs_second, Action.wants_second)
    second = "may be needed" if asks else ""
    when = ", ".join(sorted(word.from_states))
    names = code(word.name), word.label, code(word.subject) or "any", when, code(word.permission)
    return (*names, code(word.inverse) or "nothing", second, code(word.key), word.about or documented(word))


def queues(module: Module) -> Iterator[str]:
    for word in module.queues:
        yield f"### Queue `{word.name}`: {word.label}\n"
        choices = ", ".join(map(code, word.choices))
        yield f"{word.about} Subject: {code(word.subject)}. Permission: {code(word.permission)}. Choices: {choices}.\n"
        yield from table("", ("fact", "label", "kind", "unit"), map(fact_row, word.known))


def fact_row(fact: Any) -> Sequence[Any]:
    return code(fact.name), fact.label, fact.kind, fact.unit


def points(module: Module) -> Iterator[str]:
    rows = ((code(word.name), word.label, code(word.subject), code(word.settles)) for word in module.points)
    yield from table("Choice points", ("choice point", "label", "subject", "settled by"), rows)


def metrics(module: Module) -> Iterator[str]:
    for word in module.metrics:
        whose: Any = word
        yield f"### Metric `{word.name}`: {word.label}\n"
        yield f"{word.about} Unit: {word.unit}. Worth: {str(whose.direction.label).lower()}.\n"
        yield f"```\n{documented(word)}\n```\n"


def blocks(module: Module) -> Iterator[str]:
    words: Iterable[Any] = module.blocks
    rows = ((code(word.name), word._meta_class.label, documented(word)) for word in words)
    yield from table("Parts of a strategy", ("part", "label", "what it does"), rows)


def pages(module: Module) -> Iterator[str]:
    rows = ((code(f"/desk/{module.name}/{page.path}"), page.label, code(page.permission)) for page in module.pages)
    yield from table("Desk pages", ("address", "in the menu as", "permission"), rows)


def editors(module: Module) -> Iterator[str]:
    models: Iterable[Any] = (view.model._meta for view in module.views)  # type: ignore[attr-defined]
    rows = ((code(meta.label_lower), meta.verbose_name_plural) for meta in models)
    yield from table("Lists and editors", ("model", "what"), rows)


def schedule(module: Module) -> Iterator[str]:
    rows = ((code(job.name), code(job.cron)) for job in module.schedule)
    yield from table("Timed work", ("job", "cron, in UTC"), rows)


def roles(module: Module) -> Iterator[str]:
    rows = ((role, ", ".join(map(code, sorted(names)))) for role, names in module.roles.items())
    yield from table("Roles", ("role", "may"), rows)


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """A Markdown table under its title; nothing at all without rows."""
    lines = [line(row) for row in rows]
    if not lines:
        return
    if title:
        yield f"### {title}\n"
    yield "\n".join([line(heads), line(["---"] * len(heads)), *lines]) + "\n"


def line(cells: Sequence[Any]) -> str:
    shown = (" ".join(str(cell).split()).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(shown)} |"


def code(name: Any) -> str:
    return f"`{name}`" if name else ""


def documented(word: Any) -> str:
    """The docstring that the class itself has."""
    return cleandoc(word.__dict__.get("__doc__") or "")
