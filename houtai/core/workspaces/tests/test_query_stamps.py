"""A queryset of one workspace is refused in another, read or not."""

import pickle

import pytest
from django.contrib.auth.models import Group, Permission
from django.db.models import Exists, OuterRef, Q, Subquery

from houtai.core.workspaces.context import NoWorkspace, WrongWorkspace, enter
from houtai.core.workspaces.engine import CONTROL
from houtai.core.workspaces.models import Member, User
from houtai.core.workspaces.tests.test_connections import in_bare_thread

pytestmark = pytest.mark.django_db


def related():
    return Group.objects.get(name="Editors").permissions.filter()


MADE = {
    "filtered": lambda: Group.objects.filter(name="Editors"),
    "excluded": lambda: Group.objects.exclude(name="Editors"),
    "complex": lambda: Group.objects.complex_filter(Q(name="Editors")),
    "chained": lambda: Group.objects.filter(name="Editors").order_by("name").distinct(),
    "combined": lambda: Group.objects.all() & Group.objects.filter(name="Editors"),
    "a union": lambda: Group.objects.all().union(Group.objects.filter(name="Editors")),
    "related": related,
    "raw": lambda: Group.objects.raw("SELECT * FROM auth_group"),
}
USED = {
    "read": list,
    "counted": lambda rows: rows.count(),
    "asked whether": lambda rows: rows.exists(),
    "first": lambda rows: rows.first(),
    "changed": lambda rows: rows.update(name="x"),
    "deleted": lambda rows: rows.delete(),
    "filtered again": lambda rows: list(rows.filter(pk__gt=0)),
    "streamed": lambda rows: list(rows.iterator()),
    "an argument": lambda rows: list(User.objects.filter(groups__in=rows)),
    "a subquery": lambda rows: list(User.objects.annotate(x=Subquery(rows.values("name")[:1]))),
    "an exists": lambda rows: list(User.objects.filter(Exists(rows.filter(pk=OuterRef("pk"))))),
    "joined with": lambda rows: list(Group.objects.all() | rows),
    "united with": lambda rows: list(Group.objects.all().union(rows)),
}


@pytest.mark.parametrize("made", MADE)
def test_what_was_made_elsewhere_is_not_read(twins, made):
    with enter(twins[0].key):
        rows = MADE[made]()
    with enter(twins[1].key), pytest.raises(WrongWorkspace):
        list(rows)


@pytest.mark.parametrize("used", USED)
def test_what_was_filtered_elsewhere_is_not_used(twins, used):
    with enter(twins[0].key):
        rows = Group.objects.filter(name="Editors")
    with enter(twins[1].key), pytest.raises(WrongWorkspace):
        USED[used](rows)


@pytest.mark.parametrize("used", ["read", "counted", "asked whether", "first"])
def test_what_was_read_elsewhere_is_not_handed_out(twins, used):
    with enter(twins[0].key):
        rows = Group.objects.order_by("name")
        assert len(rows) > 0
    with enter(twins[1].key):
        assert list(rows.all()), "asked again it reads this workspace's"
        with pytest.raises(WrongWorkspace):
            bool(rows) and (USED[used](rows), rows[0])
        with pytest.raises(WrongWorkspace):
            list(pickle.loads(in_twin(twins[0], rows)))


def in_twin(twin, rows):
    with enter(twin.key):
        return pickle.dumps(rows)


def test_without_a_workspace_nothing_is_read(twins):
    with enter(twins[0].key):
        read, filtered = Group.objects.all(), Group.objects.filter(pk__gt=0)
        assert list(read)
    for rows in (read, filtered):
        with pytest.raises(NoWorkspace):
            in_bare_thread(lambda rows=rows: list(rows))


def test_what_was_not_filtered_reads_where_it_is(twins):
    with enter(twins[0].key):
        rows = Permission.objects.all()
        field = Group._meta.get_field("permissions").formfield()
    with enter(twins[1].key):
        assert rows.exists()
        assert field.queryset.exists()


def test_the_control_database_is_asked_from_everywhere(twins):
    with enter(twins[0].key):
        members = Member.objects.filter(active=True)
        identities = User.objects.using(CONTROL).filter(is_active=True)
        assert list(members) == list(identities) == []
    with enter(twins[1].key):
        assert list(members) == list(identities) == []
        assert (members.count(), identities.count()) == (0, 0)
