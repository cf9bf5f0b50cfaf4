"""Finds the texts of one app: gettext calls in Python, translation tags in templates."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    # What files that also use gettext_lazy call gettext.
    "say": None,
    "__": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
OWN_FOLDERS = {"tests", "migrations"}


@dataclass(frozen=True, kw_only=True)
class App:
    """One app's folder. root: the checkout, so that places are told the same way on every machine."""

    folder: Path
    root: Path

    def po(self, *, language: str) -> Path:
        return self.folder / "locale" / language / "LC_MESSAGES" / "django.po"

    def texts(self) -> Catalog:
        """Every text of the app with the files it stands in, untranslated."""
        found = Catalog()
        for path in self.files():
            place = (path.relative_to(self.root).as_posix(), 1)
            for _line, words, comments, context in messages(path=path):
                found.add(words, locations=[place], auto_comments=comments, context=context)
        return found

    def files(self) -> Iterator[Path]:
        for path in sorted(self.folder.rglob("*")):
            inside = path.relative_to(self.folder).parts
            if not OWN_FOLDERS & set(inside) and (path.suffix == ".py" or "templates" in inside) and path.is_file():
                yield path


def messages(*, path: Path) -> Iterator[tuple[int, Any, list[str], str | None]]:
    """Line, text or (singular, plural), comments for translators, and context of each text in a file."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = python_of_template(source=source, name=str(path))
    lines = io.BytesIO(source.encode())
    return extract("python", lines, keywords=KEYWORDS, comment_tags=["Translators:"], options={"encoding": "utf-8"})


def python_of_template(*, source: str, name: str) -> str:
    """The template as gettext calls. Its indentation goes, since Python's tokenizer would refuse it."""
    return "\n".join(line.strip() for line in templatize(source, origin=name).splitlines())
