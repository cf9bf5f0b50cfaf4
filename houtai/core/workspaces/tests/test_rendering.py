"""Building anew only what an operation made old comes to what building everything anew comes to."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from houtai.core.workspaces import engine
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.rendering import SparingState, below
from houtai.core.workspaces.tests.tables import tables

KEY = ("id", models.AutoField(primary_key=True))


def foreign(to: str, **words: Any) -> models.ForeignKey:
    return models.ForeignKey(to, on_delete=models.CASCADE, **words)


def table(name: str, *fields: tuple[str, models.Field], bases: Any = (models.Model,)) -> migrations.CreateModel:
    return migrations.CreateModel(name, list(fields), bases=bases)


def parent(to: str) -> tuple[str, models.Field]:
    return (f"{to.lower()}_ptr", models.OneToOneField(f"zoo.{to}", models.CASCADE, parent_link=True, primary_key=True))


# Each change is one that tables further up have to follow.
CHANGES: list[Any] = [
    table("Animal", KEY, ("name", models.CharField(max_length=20))),
    table("Bird", parent("Animal"), bases=("zoo.animal",)),
    table("Nest", KEY, ("bird", foreign("zoo.Bird"))),
    table("Egg", ("nest", models.OneToOneField("zoo.Nest", models.CASCADE, primary_key=True))),
    table("Chick", KEY, ("egg", foreign("zoo.Egg"))),
    table("Ring", KEY, ("birds", models.ManyToManyField("zoo.Bird"))),
    table("Visit", KEY, ("ring", foreign("zoo.Ring")), ("nest", foreign("zoo.Nest"))),
    migrations.AddField("Ring", "nests", models.ManyToManyField("zoo.Nest", through="zoo.Visit")),
    migrations.AddField("Visit", "next", foreign("zoo.Visit", null=True)),
    migrations.AlterField("Animal", "id", models.BigAutoField(primary_key=True)),
    migrations.RenameField("Nest", "id", "number"),
    migrations.AlterField("Nest", "number", models.BigAutoField(primary_key=True)),
    migrations.RenameModel("Nest", "Home"),
    migrations.AlterField("Visit", "nest", foreign("zoo.Home", null=True)),
    migrations.RemoveField("Ring", "birds"),
    migrations.AlterModelTable("Bird", "flying"),
    migrations.RenameModel("Egg", "Ovum"),
    migrations.DeleteModel("Chick"),
]


def after(state: ProjectState) -> Iterator[None]:
    for change in CHANGES:
        migration = migrations.Migration("change", "zoo")
        migration.operations = [change]
        with connection.schema_editor() as editor:
            state = migration.apply(state, editor)
        yield


def test_tables_are_equal_after_each_change(transactional_db: None) -> None:
    seen: dict[str, list[Any]] = {}
    for name, state in (("django", ProjectState()), ("sparing", SparingState.of(ProjectState()))):
        engine.create(name)
        with enter(name):
            seen[name] = [tables() for _change in after(state)]
        engine.destroy(name)
    for change, one, other in zip(CHANGES, seen["django"], seen["sparing"], strict=True):
        assert one == other, change.describe()


@pytest.fixture(scope="module")
def walked() -> tuple[SparingState, list[str]]:
    """The state that all migrations come to, and after which of them a model pointed out of its registry."""
    loader = MigrationLoader(None)
    state, bad = SparingState.of(ProjectState(real_apps=loader.unmigrated_apps)), []
    _ = state.apps
    for app, name in loader.graph._generate_plan(loader.graph.leaf_nodes(), at_end=True):
        loader.graph.nodes[app, name].mutate_state(state, preserve=False)
        if astray(state):
            bad.append(f"{app}.{name}")
    return state, bad


def astray(state: ProjectState) -> list[Any]:
    here = set(state.apps.get_models(include_auto_created=True, include_swapped=True))
    return [(model, other) for model in here for other in set(below(model)) - here if not other._meta.abstract]


def facts(state: ProjectState) -> dict[str, Any]:
    return {
        model._meta.label: (
            [field.deconstruct() for field in model._meta.get_fields() if field.concrete],
            sorted(str(field.target_field.model) for field in model._meta.fields if field.is_relation),
            sorted(str(found.related_model) for found in model._meta.related_objects),
        )
        for model in state.apps.get_models(include_auto_created=True)
    }


@pytest.mark.once("it asks no database")
def test_no_model_points_at_one_that_is_gone(walked: tuple[SparingState, list[str]]) -> None:
    assert walked[1] == []


@pytest.mark.once("it asks no database")
def test_in_the_end_models_are_as_if_built_at_once(walked: tuple[SparingState, list[str]]) -> None:
    state = walked[0]
    found = facts(state)
    del state.apps
    assert found == facts(state)
