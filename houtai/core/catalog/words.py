"""The product's words as classes. Modules subclass or fill them in; nothing here touches a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar


class Word:
    """Anything a module offers by name: `name` is "<module>.<word>", `label` is what people read."""

    name: ClassVar[str] = ""
    label: ClassVar[Any] = ""
    about: ClassVar[Any] = ""

    @property
    def module(self) -> str:
        """The name of the module that offers it."""
        return self.name.partition(".")[0]


class Action(Word):
    """One thing that can be done to a subject.

    subject: kind of the subject, a model label such as "content.article"; "" means any.
    permission: "app.codename" it needs; inverse: name of the action that takes it back, "" when nothing does;
    key: the key that stands for it in a queue; form: a Django form class taking `target=`, when it asks for something.
    """

    subject: ClassVar[str] = ""
    permission: ClassVar[str] = ""
    inverse: ClassVar[str] = ""
    icon: ClassVar[str] = "check"
    key: ClassVar[str] = ""
    form: ClassVar[Any] = None

    def outcome(self, effect: Mapping[str, Any]) -> str:
        """What people are told besides its label, where it may end in several ways. effect: what it returned."""
        return ""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing known about a subject when a decision is made.

    kind: number, text, choice, flag or time; unit: shown beside the value.
    """

    name: str
    label: Any
    kind: str = "number"
    unit: Any = ""
    choices: Sequence[tuple[str, Any]] = ()


class Queue(Word):
    """Subjects of one kind that wait for one of several actions.

    choices: action names, the usual one first; people_only: no strategy may take this queue over.
    """

    subject: ClassVar[str] = ""
    permission: ClassVar[str] = ""
    icon: ClassVar[str] = "list-ul"
    choices: ClassVar[Sequence[str]] = ()
    known: ClassVar[Sequence[Fact]] = ()
    people_only: ClassVar[bool] = False


class Metric(Word):
    """A figure that can be recomputed for any span of time; `unit` is "s", "decisions", or a currency code."""

    unit: ClassVar[str] = ""


class Meter(Word):
    """A count that is billed, written once per key."""


@dataclass(frozen=True, kw_only=True)
class Link:
    """Where readers are led from every public page; place: "menu" or "footer"."""

    place: str
    label: Any
    url: str


class Candidates(Word):
    """Subjects with facts that a strategy chooses from."""

    subject: ClassVar[str] = ""
    known: ClassVar[Sequence[Fact]] = ()


class ChoicePoint(Word):
    """A place where readers are shown one of several arms, such as the headline of an article.

    subject: kind of the subject; settles: the action that has one arm, its input `arm`, shown to everybody.
    """

    subject: ClassVar[str] = ""
    settles: ClassVar[str] = ""


CHANGES = "changes"


@dataclass(frozen=True, kw_only=True)
class Job:
    """Timed work: `task` is the dotted path of a background task, `cron` its five fields in UTC.

    until: when there is nothing to do on most turns, what it waits for: CHANGES, or the dotted path of a function that
    takes `now` and gives the time at which there is next something to do if nothing changes, or None for never. So a
    workspace in which nothing happens is left alone. Work that waits for changes is done once an hour all the same.
    """

    name: str
    cron: str
    task: str
    until: str = ""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A desk page: `view` is the dotted path of a view class or function, mounted at /desk/<module>/<path>."""

    name: str
    path: str
    view: str
    label: Any = ""
    icon: str = ""
    permission: str = ""
    menu: bool = True


Roles = Mapping[str, Sequence[str]]
