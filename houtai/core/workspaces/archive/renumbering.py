"""Other numbers for people, in every row that names one: their own number may be somebody else's here."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from houtai.core.workspaces.archive.chains import Chain, is_chained
from houtai.core.workspaces.archive.errors import BadArchive
from houtai.core.workspaces.archive.manifest import Registry
from houtai.core.workspaces.archive.places import Place, places
from houtai.core.workspaces.archive.tables import Table

USER, USERS, TYPES, REVISIONS = "workspaces.user", "workspaces_user", "django_content_type", "wagtailcore_revision"
Turn = Callable[[list[Any]], None]


class Renumbering:
    """keys: from the number there to the number here; types: (app, model) by the number of its content type.

    seals: after loading, hashes of sealed rows that are others now, by chain.
    """

    def __init__(self, registry: Registry, keys: dict[int, int], types: dict[int, tuple[str, str]]) -> None:
        self.emails = {person.key: person.email for person in registry.people}
        self.sealed = {seal.chain: seal.row for seal in registry.seals}
        self.keys, self.types = keys, types
        self.moved = {old: new for old, new in keys.items() if old != new}
        self.user_type = next((number for number, name in types.items() if ".".join(name) == USER), None)
        self.chains: dict[str, Chain] = {}
        self.turns: dict[str, list[Turn]] = {}

    def __call__(self, table: Table, batch: list[Any]) -> list[Any]:
        if table.name == USERS:
            self._check(table, batch)
        if not self.moved:
            return batch
        batch = [list(row) for row in batch]
        turns, chain = self._turns(table), self._chain(table)
        for row in batch:
            if chain:
                chain.check(row)
            for turn in turns:
                turn(row)
            if chain:
                chain.link(row)
        return batch

    @property
    def seals(self) -> dict[str, str]:
        chains = {chain.table.model._meta.label_lower: chain.hash for chain in self.chains.values()}
        return {label: hash_now for label, hash_now in chains.items() if hash_now}

    def _check(self, table: Table, batch: list[Any]) -> None:
        key, email = table.place("id"), table.place("email")
        for row in batch:
            if self.emails.get(row[key]) != row[email]:
                raise BadArchive(f"User {row[key]} is not among the people that the archive names.")

    def _chain(self, table: Table) -> Chain | None:
        if not is_chained(table):
            return None
        label = table.model._meta.label_lower
        return self.chains.setdefault(table.name, Chain(table, sealed=self.sealed.get(label)))

    def _turns(self, table: Table) -> list[Turn]:
        if table.name not in self.turns:
            found = [self._number(table.place(name)) for name in user_columns(table)]
            found += [self._pair(table.place(one), table.place(other)) for one, other in pairs(table)]
            if table.name == REVISIONS:
                found.append(self._revision(table))
            found += [self._place(table, place) for place in places.get(table.model._meta.label_lower, ())]
            self.turns[table.name] = found
        return self.turns[table.name]

    def _number(self, place: int) -> Turn:
        def turn(row: list[Any]) -> None:
            row[place] = self.keys.get(row[place], row[place])

        return turn

    def _pair(self, of_type: int, place: int) -> Turn:
        """A reference by content type: keys are texts there, or numbers."""

        def turn(row: list[Any]) -> None:
            if row[of_type] is not None and row[of_type] == self.user_type and str(row[place]).isdigit():
                kind = type(row[place])
                row[place] = kind(self.keys.get(int(row[place]), int(row[place])))

        return turn

    def _place(self, table: Table, place: Place) -> Turn:
        texts = {column.name for column in table.columns if column.kind == "json"}

        def turn(row: list[Any]) -> None:
            named = zip(table.names, row, strict=True)
            values = {name: json.loads(value) if name in texts and value else value for name, value in named}
            for name, value in place(values, self.moved).items():
                row[table.place(name)] = json.dumps(value, ensure_ascii=False) if name in texts else value

        return turn

    def _revision(self, table: Table) -> Turn:
        """Revisions hold the row they would make, with its references."""
        of_type, content = table.place("content_type_id"), table.place("content")

        def turn(row: list[Any]) -> None:
            values = json.loads(row[content])
            if self._content(self.types.get(row[of_type]), values):
                row[content] = json.dumps(values, ensure_ascii=False)

        return turn

    def _content(self, name: tuple[str, str] | None, values: Any) -> bool:
        from django.apps import apps

        try:
            fields = apps.get_model(*name)._meta.fields if name else []
        except LookupError:
            return False
        changed = False
        for field in fields:
            old = values.get(field.name) if is_user(field) else None
            if isinstance(old, int) and old in self.keys:
                values[field.name] = self.keys[old]
                changed = True
        return changed


def user_columns(table: Table) -> list[str]:
    """Columns that hold the number of a person."""
    own = [table.key] if table.name == USERS else []
    return own + [field.column for field in table.model._meta.local_concrete_fields if is_user(field)]


def is_user(field: Any) -> bool:
    return bool(field.remote_field and field.related_model._meta.label_lower == USER)


def pairs(table: Table) -> list[tuple[str, str]]:
    """Columns that name a row of any table: its content type, and its key."""
    found = [(name, name.replace("content_type_id", "object_id")) for name in table.names]
    return [(one, other) for one, other in found if one != other and other in table.names]
