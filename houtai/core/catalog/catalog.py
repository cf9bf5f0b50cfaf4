"""What all modules offer together, looked up by name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from houtai.core.catalog.module import Module
from houtai.core.catalog.words import Word


class UnknownName(LookupError):
    """Nobody offers this name; the message suggests the nearest."""

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        self.suggestions = get_close_matches(name, list(known), n=2)
        hint = f"; did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"unknown {what} {name!r}{hint}")


class SwitchedOff(UnknownName):
    """The name is known, and its module is switched off in the current workspace."""

    def __init__(self, module: Module) -> None:
        self.suggestions = []
        LookupError.__init__(self, self.told(module))

    @staticmethod
    def told(module: Module) -> str:
        return _("The module “%(module)s” is switched off here.") % {"module": module.label}


def nothing_off() -> Collection[str]:
    return ()


class Catalog:
    """The list of what is offered. Reads each installed app's `module.py` once, on first use.

    Dictionaries and `offered` have everything, for what is kept must be read; `action`, `queue`, `candidate`
    and `point` give only what is on in the current workspace. off: says the names of the modules that are off there.
    """

    def __init__(self) -> None:
        self.off: Callable[[], Collection[str]] = nothing_off

    def switch(self, off: Callable[[], Collection[str]]) -> None:
        """Let this function say which modules are off in the current workspace."""
        self.off = off

    def is_on(self, name: str) -> bool:
        """Whether a module, or the one that offers a word such as "collect.drafts", is on in this workspace."""
        return name.partition(".")[0] not in self.off()

    def offers(self, name: str) -> bool:
        """Whether this action, queue, candidates or choice point can be had here."""
        return self.is_on(name) and any(
            name in words for words in (self.actions, self.queues, self.candidates, self.points)
        )

    def here(self, part: str) -> list[tuple[Module, Any]]:
        """As `offered`, without the modules that are off in the current workspace."""
        off = self.off()
        return [(module, word) for module, word in self.offered(part) if module.name not in off]

    @cached_property
    def optional(self) -> dict[str, Module]:
        """The modules that can be switched off: all but those of core, on which every module stands."""
        core = {name.split(".")[2] for name in self._module_files() if name.startswith("houtai.core.")}
        return {name: module for name, module in self.modules.items() if name not in core and not module.home_only}

    @cached_property
    def home_only(self) -> frozenset[str]:
        """Names of the modules that are there in the default workspace alone."""
        return frozenset(name for name, module in self.modules.items() if module.home_only)

    @cached_property
    def modules(self) -> dict[str, Module]:
        found = [import_module(name).module for name in self._module_files()]
        return {module.name: module for module in sorted(found, key=lambda module: module.order)}

    def _module_files(self) -> Iterator[str]:
        for app in apps.get_app_configs():
            if app.name.startswith("houtai.") and app.label != "catalog" and find_spec(f"{app.name}.module"):
                yield f"{app.name}.module"

    def offered(self, part: str) -> list[tuple[Module, Any]]:
        """Everything of one part ("actions", "queues", "schedule" …) with the module that offers it."""
        return [(module, word) for module in self.modules.values() for word in getattr(module, part)]

    @cached_property
    def actions(self) -> dict[str, Any]:
        return {word.name: word() for _, word in self.offered("actions")}

    @cached_property
    def queues(self) -> dict[str, Any]:
        return {word.name: word() for _, word in self.offered("queues")}

    @property
    def delegable(self) -> list[Any]:
        """The queues that a strategy may take over."""
        return [queue for queue in self.queues.values() if not queue.people_only]

    @cached_property
    def metrics(self) -> dict[str, Any]:
        return {word.name: word() for _, word in self.offered("metrics")}

    @cached_property
    def candidates(self) -> dict[str, Any]:
        return {word.name: word() for _, word in self.offered("candidates")}

    @cached_property
    def points(self) -> dict[str, Any]:
        return {word.name: word() for _, word in self.offered("points")}

    def action(self, name: str) -> Any:
        """Raises UnknownName, and SwitchedOff, which is one."""
        return self._on(self._find("action", name, self.actions))

    def queue(self, name: str) -> Any:
        return self._on(self._find("queue", name, self.queues))

    def candidate(self, name: str) -> Any:
        return self._on(self._find("candidates", name, self.candidates))

    def point(self, name: str) -> Any:
        return self._on(self._find("choice point", name, self.points))

    def metric(self, name: str) -> Any:
        return self._find("metric", name, self.metrics)

    def _find(self, what: str, name: str, words: dict[str, Word]) -> Word:
        if name not in words:
            raise UnknownName(what, name, words)
        return words[name]

    def _on(self, word: Any) -> Any:
        if not self.is_on(word.name):
            raise SwitchedOff(self.modules[word.name.partition(".")[0]])
        return word


catalog = Catalog()
