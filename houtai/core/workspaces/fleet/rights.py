"""Content types, permissions and what roles may do: what Django's `migrate` looks after at its end, only where missing.

Its own receivers ask some hundred questions for each database. This asks one and calls them for what is not there.
"""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.contrib.auth.management import _get_all_permissions, create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, connections
from wagtail.snippets.models import create_extra_permissions, get_snippet_models

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces import roles

Kind = tuple[str, str]
Right = tuple[str, str, str]
Row = tuple[str, str, str, str]
THERE = """SELECT 'kind', app_label, model, '' FROM django_content_type
UNION ALL SELECT 'right', app_label, model, codename FROM auth_permission p JOIN django_content_type c
    ON c.id = p.content_type_id
UNION ALL SELECT 'grant', g.name, app_label, codename FROM auth_group g JOIN auth_group_permissions t
    ON t.group_id = g.id JOIN auth_permission p ON p.id = t.permission_id
    JOIN django_content_type c ON c.id = p.content_type_id"""
MOST = 64
_enough: set[frozenset[Row]] = set()


def complete() -> None:
    """Add what the current workspace lacks, with the same keys that Django's own command would have given."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(THERE)
        there = frozenset(cursor.fetchall())
    # Nearly all workspaces of a fleet have the same.
    if there in _enough:
        return
    if _added(there):
        return
    if len(_enough) >= MOST:
        _enough.clear()
    _enough.add(there)


def _added(there: frozenset[Row]) -> bool:
    """Whether anything was missing."""
    kinds = {(app, model) for what, app, model, _code in there if what == "kind"}
    rights = {(app, model, code) for what, app, model, code in there if what == "right"}
    granted = {(role, f"{app}.{code}") for what, role, app, code in there if what == "grant"}
    added = False
    for app, (its_kinds, its_rights) in _declared().items():
        if not (kinds.issuperset(its_kinds) and rights.issuperset(its_rights)):
            ContentType.objects.clear_cache()
            create_permissions(apps.get_app_config(app), verbosity=0)
            added = True
        if app == "wagtailsnippets" and not rights.issuperset(_of_snippets()):
            create_extra_permissions(apps.get_app_config(app), verbosity=0)
            added = True
    if missing := _grants().difference(granted):
        _grant(missing)
    return added or bool(missing)


@cache
def _declared() -> dict[str, tuple[set[Kind], set[Right]]]:
    """By app, in the order of the settings, so that keys come out as Django's."""
    return {config.label: _of_app(config) for config in apps.get_app_configs() if config.models_module}


def _of_app(config: object) -> tuple[set[Kind], set[Right]]:
    metas = [model._meta for model in config.get_models()]  # type: ignore[attr-defined]
    kinds = {(meta.app_label, str(meta.model_name)) for meta in metas}
    codes = {
        (meta.app_label, str(meta.model_name), code) for meta in metas for code, _name in _get_all_permissions(meta)
    }
    return kinds, codes


@cache
def _of_snippets() -> set[Right]:
    from wagtail.models import DraftStateMixin, LockableMixin

    verbs = [("publish", DraftStateMixin), ("lock", LockableMixin), ("unlock", LockableMixin)]
    return {
        (model._meta.app_label, str(model._meta.model_name), f"{verb}_{model._meta.model_name}")
        for model in get_snippet_models()
        for verb, kind in verbs
        if issubclass(model, kind)
    }


@cache
def _grants() -> set[tuple[str, str]]:
    offered = [module.roles for module in catalog.modules.values()]
    named = {(role, name) for given in offered for role in roles.ROLES for name in given.get(role, ())}
    return named | {(role, roles.DESK) for role in roles.ROLES}


def _grant(missing: set[tuple[str, str]]) -> None:
    """What `roles.sync` would do, in three questions."""
    groups = dict(Group.objects.filter(name__in=roles.ROLES).values_list("name", "pk"))
    named = {
        f"{app}.{code}": pk
        for pk, app, code in Permission.objects.values_list("pk", "content_type__app_label", "codename")
    }
    if any(role not in groups or name not in named for role, name in missing):
        roles.sync()
        return
    through = Group.permissions.through
    rows = [through(group_id=groups[role], permission_id=named[name]) for role, name in sorted(missing)]
    through.objects.bulk_create(rows, ignore_conflicts=True)
