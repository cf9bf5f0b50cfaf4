"""Bringing a workspace up leaves what Django's own command leaves."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_migrate, pre_migrate

from houtai.core.workspaces import schema
from houtai.core.workspaces.context import enter
from houtai.core.workspaces.fleet import one
from houtai.core.workspaces.fleet.plan import applied_here
from houtai.core.workspaces.models import Workspace
from houtai.core.workspaces.tests.tables import tables

# By a plan Django works it out for the first two, and the third is told what they were told.
OURS = ("lone", "first", "second", "third")


def rows() -> dict[str, Any]:
    return {
        "applied": applied_here(),
        "types": list(ContentType.objects.order_by("pk").values()),
        "permissions": list(Permission.objects.order_by("pk").values()),
        "grants": sorted(Group.objects.values_list("name", "permissions__codename")),
    }


def spoil() -> None:
    """As a workspace looks that was made before there was this right."""
    Permission.objects.filter(codename="view_tag", content_type__app_label="readers").delete()
    Permission.objects.filter(codename="publish_article").delete()
    ContentType.objects.filter(app_label="readers", model="import").delete()


def test_tables_rights_and_records_are_equal(
    behind: Callable[[str], Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {}
    for name in ("django", *OURS):
        workspace = behind(name)
        with enter(workspace.pk):
            spoil()
        with monkeypatch.context() as patch:
            if name == "django":
                patch.setattr(schema, "SparingExecutor", MigrationExecutor)
            one.bring_up(workspace.pk, lone=name in ("django", "lone"))
        with enter(workspace.pk):
            found[name] = (tables(), rows())
    for name in OURS:
        assert found[name] == found["django"]
        with enter(name):
            call_command("migrate", check_unapplied=True, verbosity=0)


def test_everything_that_listens_to_migrations_is_known() -> None:
    """Another one would have to be looked after in rights.py."""
    names = {
        getattr(found[1]() or found[1], "__name__", "") for found in pre_migrate.receivers + post_migrate.receivers
    }
    assert names == {
        "disconnect_reference_index_signal_handlers",
        "connect_reference_index_signal_handlers",
        "inject_rename_contenttypes_operations",
        "create_extra_permissions",
        "create_permissions",
        "create_contenttypes",
    }


@pytest.mark.django_db
def test_a_database_that_is_up_to_date_is_left_alone(django_assert_max_num_queries: Any) -> None:
    workspace = Workspace.objects.get(default=True)
    with django_assert_max_num_queries(10):
        one.bring_up(workspace.pk)
