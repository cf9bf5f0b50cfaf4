"""A row of one workspace is refused in another, whatever is done with it."""

import copy
import pickle

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Value

from houtai.core.workspaces.context import NoWorkspace, WrongWorkspace, enter
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.models import User, Workspace
from houtai.core.workspaces.tests.test_connections import in_bare_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(twins):
    with enter(twins[0].key):
        return Group.objects.get(name="Editors")


def added(row):
    Permission.objects.latest("pk").group_set.add(row)


VERBS = {
    "save": lambda row: row.save(),
    "delete": lambda row: row.delete(),
    "refresh": lambda row: row.refresh_from_db(),
    "relation": lambda row: row.permissions.count(),
    "adding to a relation": lambda row: row.permissions.add(Permission.objects.first()),
    "being added": added,
    "filter": lambda row: list(User.objects.filter(groups=row)),
    "filter by several": lambda row: list(User.objects.filter(groups__in=[row])),
    "exclude": lambda row: list(User.objects.exclude(groups=row)),
    "contains": lambda row: Group.objects.all().contains(row),
    "bulk_create": lambda row: Group.objects.bulk_create([row]),
    "bulk_update": lambda row: Group.objects.bulk_update([row], ["name"]),
    "a copy": lambda row: copy.copy(row).save(),
    "a deep copy": lambda row: copy.deepcopy(row).save(),
    "a pickle": lambda row: pickle.loads(pickle.dumps(row)).save(),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_row_used_elsewhere_raises(twins, group, verb):
    with enter(twins[1].key), pytest.raises(WrongWorkspace):
        VERBS[verb](group)


@pytest.mark.parametrize("verb", ["save", "delete", "refresh", "relation"])
def test_a_row_used_without_a_workspace_raises(group, verb):
    with pytest.raises(NoWorkspace):
        in_bare_thread(lambda: VERBS[verb](group))


@pytest.mark.parametrize("verb", ["save", "refresh", "relation", "filter", "contains", "a pickle"])
def test_at_home_it_is_used_as_ever(twins, group, verb):
    with enter(twins[0].key):
        VERBS[verb](group)


def test_a_foreign_key_takes_no_row_of_another(twins):
    with enter(twins[0].key):
        kind = ContentType.objects.get_for_model(Group)
    with enter(twins[1].key):
        permission = Permission.objects.first()
        with pytest.raises(WrongWorkspace):
            permission.content_type = kind
        with pytest.raises(WrongWorkspace):
            Permission(content_type=kind)
        with pytest.raises(WrongWorkspace):
            Permission.objects.update(content_type=kind)


def test_a_deferred_field_is_not_read_elsewhere(twins):
    with enter(twins[0].key):
        row = Group.objects.defer("name").first()
    with enter(twins[1].key), pytest.raises(WrongWorkspace):
        assert row.name


def test_equal_keys_of_two_workspaces_are_two_things(twins, group):
    with enter(twins[1].key):
        other = Group.objects.get(pk=group.pk)
        assert other != group
        assert other == Group.objects.get(pk=group.pk)


def test_a_row_made_outside_belongs_to_where_it_is_saved(twins):
    row = in_bare_thread(lambda: Group(name="made outside"))
    with enter(twins[0].key):
        row.save()
    with enter(twins[1].key), pytest.raises(WrongWorkspace):
        row.save()


def test_rows_of_the_control_database_are_everybodys(twins):
    with enter(twins[0].key):
        workspace = Workspace.objects.get(pk=twins[0].key)
        identity = User.objects.create_user("both@example.com").identity
    with enter(twins[1].key):
        workspace.refresh_from_db()
        assert not identity.memberships.filter(workspace=twins[1].key).exists()
        identity.save(using=CONTROL)
        shadow = User.objects.create_user("both@example.com")
        assert shadow == identity


def test_an_annotation_takes_no_row_for_a_value(twins, group):
    with enter(twins[1].key):
        assert Group.objects.annotate(key=Value(group.pk)).first() is not None
