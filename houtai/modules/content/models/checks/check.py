"""What a check is given, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from houtai.core.text.count import count
from houtai.core.text.plain import plain
from houtai.core.text.structure import parse
from houtai.core.workspaces.registry import origin_here


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One thing that is wrong. check: the name that the decision log keeps; field: where to mend it;
    hard: nobody may publish it so; place: where on the page, nearer than the field.
    """

    check: str
    says: Any
    field: str
    hard: bool = False
    place: str = ""


class Piece:
    """An article with what several checks need of it, worked out once. user: who is told, None for the decision log."""

    def __init__(self, article: Any, *, user: Any = None) -> None:
        self.article, self.user = article, user

    @cached_property
    def root(self) -> Any:
        return parse(self.article.body)

    @cached_property
    def text(self) -> str:
        return plain(self.article.body)

    @cached_property
    def origin(self) -> str:
        return origin_here()

    @cached_property
    def words(self) -> int:
        return count(self.text).words

    @cached_property
    def pictures(self) -> list[Any]:
        embeds = [embed for embed in self.root.iter("embed") if embed.get("embedtype") == "image"]
        return [*self.root.iter("img"), *embeds]


class Check:
    """One thing to look for. Say its name and its field, and write `look`."""

    name: ClassVar[str]
    field: ClassVar[str] = "body"
    hard: ClassVar[bool] = False

    def look(self, piece: Piece) -> Iterator[Remark]:
        raise NotImplementedError

    def remark(self, says: Any, *, hard: bool | None = None, place: str = "") -> Remark:
        hard = self.hard if hard is None else hard
        return Remark(check=self.name, says=says, field=self.field, hard=hard, place=place)
