"""What all modules offer together, looked up by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

from houtai.core.catalog.module import Module
from houtai.core.catalog.words import Word


class UnknownName(LookupError):
    """Nobody offers this name; the message suggests the nearest."""

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        self.suggestions = get_close_matches(name, list(known), n=2)
        hint = f"; did you mean {' or '.join(self.suggestions)}?" if self.suggestions else ""
        super().__init__(f"unknown {what} {name!r}{hint}")


class Catalog:
    """The list of what is offered. Reads each installed app's `module.py` once, on first use."""

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

    def action(self, name: str) -> Any:
        return self._find("action", name, self.actions)

    def queue(self, name: str) -> Any:
        return self._find("queue", name, self.queues)

    def candidate(self, name: str) -> Any:
        return self._find("candidates", name, self.candidates)

    def metric(self, name: str) -> Any:
        return self._find("metric", name, self.metrics)

    def _find(self, what: str, name: str, words: dict[str, Word]) -> Word:
        if name not in words:
            raise UnknownName(what, name, words)
        return words[name]


catalog = Catalog()
