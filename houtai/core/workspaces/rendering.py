"""Models of the past, which migrations work with, are built anew only where an operation made them old.

After each operation Django builds all models anew that hang together by relations in either direction, which here are
nearly all, and takes most of the time of a migration for that. What points at a changed model has to be built anew, and
what points at that; what the changed one itself points at is as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

Key = tuple[str, str]


class SparingState(ProjectState):
    """Each model points at models that stand in the same registry, as if all had been built at once."""

    @classmethod
    def of(cls, state: ProjectState) -> SparingState:
        """As this state is. It begins with a registry of its own, to which all its models belong."""
        own = cls(models=state.models, real_apps=state.real_apps)
        own.is_delayed = True
        return own

    def rename_model(self, *names: str) -> None:
        # Seldom, and who renames the table asks the old model what pointed at it. So that one stays as it was.
        self.__dict__.pop("apps", None)
        super().rename_model(*names)

    def _find_reload_model(self, app_label: str, model_name: str, delay: bool = False) -> set[Key]:
        # Code that runs between operations is shown models built at once.
        self.is_delayed = True
        known = self.apps.all_models.get(app_label, {})
        if model_name in known:
            # Django remembers here what points at the old ones: editors of tables ask for that, too.
            known[model_name]._meta.get_fields(include_hidden=True)
        above = self._above()
        found: set[Key] = set()
        left = {(app_label, model_name)}
        while left:
            found |= left
            left = {key for one in left for key in above[one]} - found
        return found

    def _above(self) -> dict[Key, set[Key]]:
        """By model those that point straight at it or are made of it."""
        above = defaultdict(set)
        for model in self.apps.get_models(include_auto_created=True, include_swapped=True):
            for other in below(model):
                above[_key(other)].add(_key(model))
        return above


class SparingExecutor(MigrationExecutor):
    def migrate(self, targets: Any, plan: Any = None, state: Any = None, *args: Any, **options: Any) -> Any:
        state = state or self._create_project_state(with_applied_migrations=True)
        return super().migrate(targets, plan, SparingState.of(state), *args, **options)


def below(model: Any) -> Iterator[Any]:
    yield from (base for base in model.__bases__ if hasattr(base, "_meta"))
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
        if field.remote_field:
            yield from filter(None, (field.remote_field.model, getattr(field.remote_field, "through", None)))


def _key(model: Any) -> Key:
    # What is not there yet is known by its name.
    if isinstance(model, str):
        app, _dot, name = model.rpartition(".")
        return app, name.lower()
    return model._meta.app_label, model._meta.model_name
