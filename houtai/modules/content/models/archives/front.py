"""The front matter of a Markdown file: YAML as we and most write it, TOML as Hugo does."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import yaml
from django.utils.translation import gettext as _

from houtai.modules.content.models.archives.errors import BadArchive

LONGEST = 64 * 2**10
FENCED = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)(?:^|\n)\1[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


class Strict(yaml.BaseLoader):
    """Every value is text, so that "no" is a language. Aliases, by which a short file says endless things, are none."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def written(values: Mapping[str, Any], text: str) -> str:
    """A whole file."""
    front = yaml.dump(dict(values), Dumper=Dumper, allow_unicode=True, sort_keys=False, width=2**31)
    return f"---\n{front}---\n\n{text}"


def parted(data: bytes, *, where: str) -> tuple[dict[str, Any], str]:
    """The front matter, {} without one, and the Markdown below it. Raises BadArchive."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise BadArchive(_("%(where)s: this is no text in UTF-8.") % {"where": where}) from error
    found = FENCED.match(text)
    if found is None:
        if text.startswith(("---\n", "+++\n")):
            raise BadArchive(_("%(where)s: the front matter has no end; the file was cut off.") % {"where": where})
        return {}, text
    return values(found[2], toml=found[1] == "+++", where=where), text[found.end() :].removeprefix("\n")


def values(front: str, *, toml: bool, where: str) -> dict[str, Any]:
    if len(front) > LONGEST:
        raise BadArchive(_("%(where)s: the front matter is too long.") % {"where": where})
    try:
        said = tomllib.loads(front) if toml else yaml.load(front, Loader=Strict)  # noqa: S506 - it makes texts only
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        told = {"where": where, "why": " ".join(str(error).split())[:200]}
        raise BadArchive(_("%(where)s: the front matter cannot be read (%(why)s).") % told) from error
    if said in (None, ""):
        return {}
    if not isinstance(said, dict) or not all(isinstance(name, str) for name in said):
        raise BadArchive(_("%(where)s: the front matter says no names and values.") % {"where": where})
    return said
