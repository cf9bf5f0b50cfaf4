"""The `.po` files: brought up to the texts, and searched for what is missing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from houtai.site.translation.sources import App

LANGUAGE = "zh_Hans"
# Written by us: Babel's own header carries dates, which would change with every run.
HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Language: zh_Hans\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
LONE_PERCENT = re.compile(r"%(?!\(\w+\)[a-z]|[sd])")


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE, ignore_obsolete=True)


def merge(*, app: App) -> bool:
    """Brings the app's `.po` up to its texts, keeping translations; returns whether it changed."""
    path, texts = app.po(language=LANGUAGE), app.texts()
    if not len(texts) and not path.exists():
        return False
    kept = read(path)
    kept.update(texts, no_fuzzy_matching=True)
    kept.obsolete.clear()
    written = rendered(kept)
    if path.exists() and path.read_bytes() == written:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written)
    return True


def rendered(catalog: Catalog) -> bytes:
    """The `.po` text: sorted by message, without dates and line numbers, so that a diff shows only what changed."""
    out = io.BytesIO(HEADER.encode())
    out.seek(0, io.SEEK_END)
    write_po(out, catalog, width=0, omit_header=True, sort_output=True, include_lineno=False)
    return out.getvalue()


@dataclass
class Check:
    """Collects what is wrong over all apps; the same text must be said the same way everywhere."""

    said: dict[tuple[str | None, str], tuple[str, Path]] = field(default_factory=dict)

    def faults(self, *, apps: Iterable[App]) -> Iterator[str]:
        """One line for each fault, with the file to mend."""
        for app in apps:
            path, texts = app.po(language=LANGUAGE), app.texts()
            kept = read(path)
            place = path.relative_to(app.root)
            for message in texts:
                if message.id:
                    yield from self.faults_of(kept.get(message.id, message.context), message, place)
            for message in kept:
                if message.id and texts.get(message.id, message.context) is None:
                    yield f"{place}: {first(message.id)!r} is no longer in the source; run translate"

    def faults_of(self, kept: Message | None, source: Message, place: Path) -> Iterator[str]:
        text = first(source.id)
        if kept is None or not first(kept.string):
            yield f"{place}: {text!r} is not translated"
        elif kept.fuzzy:
            yield f"{place}: {text!r} is marked fuzzy"
        elif placeholders(first(kept.string)) != placeholders(forms(source.id)[-1]):
            yield f"{place}: {text!r} and its translation have different placeholders"
        elif placeholders(first(kept.string)) and LONE_PERCENT.search(first(kept.string).replace("%%", "")):
            yield f"{place}: the translation of {text!r} has a single %; it is written twice"
        else:
            yield from self.twice(source, first(kept.string), place)

    def twice(self, source: Message, translation: str, place: Path) -> Iterator[str]:
        before, where = self.said.setdefault((source.context, first(source.id)), (translation, place))
        if before != translation:
            yield f"{place}: {first(source.id)!r} is {translation!r} here and {before!r} in {where}"


def forms(words: str | Iterable[str] | None) -> list[str]:
    return [words] if isinstance(words, str) else [*(words or [""])]


def first(words: str | Iterable[str] | None) -> str:
    return forms(words)[0]


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))
