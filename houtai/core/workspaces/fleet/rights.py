"""Content types, permissions and what roles may do: what Django's `migrate` looks after at its end, only where missing.

Its own receivers ask some hundred questions for each database. This asks three and calls them for what is not there.
"""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.contrib.auth.management import _get_all_permissions, create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.snippets.models import create_extra_permissions, get_snippet_models

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces import roles

Kind = tuple[str, str]
Right = tuple[str, str, str]


def complete() -> None:
    """Add what the current workspace lacks, with the same keys that Django's own command would have given."""
    kinds = set(ContentType.objects.values_list("app_label", "model"))
    rights = set(Permission.objects.values_list("content_type__app_label", "content_type__model", "codename"))
    for app, (its_kinds, its_rights) in _declared().items():
        if not (kinds.issuperset(its_kinds) and rights.issuperset(its_rights)):
            ContentType.objects.clear_cache()
            create_permissions(apps.get_app_config(app), verbosity=0)
        if app == "wagtailsnippets" and not rights.issuperset(_of_snippets()):
            create_extra_permissions(apps.get_app_config(app), verbosity=0)
    if missing := _grants().difference(_granted()):
        _grant(missing)


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


def _granted() -> list[tuple[str, str]]:
    path = ("name", "permissions__content_type__app_label", "permissions__codename")
    return [(role, f"{app}.{code}") for role, app, code in Group.objects.values_list(*path)]
