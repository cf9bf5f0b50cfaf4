"""Which tables live in the control database. Everything else belongs to the workspace."""

from __future__ import annotations

from typing import Any

from houtai.core.workspaces.engine import CONTROL

CONTROL_APPS = {"account", "mfa", "sessions", "django_tasks_database"}
IN_CONTROL = ("workspace", "host", "member", "invitation", "handover", "seal", "use", "wake", "hint")
CONTROL_MODELS = {f"workspaces.{name}" for name in IN_CONTROL}
SHARED_APPS = {"auth", "contenttypes"}
SHARED_MODELS = {"workspaces.user"}


class Router:
    """Identities live in control; a row of the same key in each workspace is the member's shadow."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        if _lives_in_control(model._meta.app_label, model._meta.model_name):
            return CONTROL
        # None leaves it to Django: the database of the row this one hangs on, else the current workspace.
        return None if _is_shared(model._meta.app_label, model._meta.model_name) else "default"

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool | None:
        if any(_is_shared(row._meta.app_label, row._meta.model_name) for row in (one, other)):
            return True
        return None

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool:
        if model_name is None and app_label == "workspaces":
            return True
        if _is_shared(app_label, model_name):
            return True
        return _lives_in_control(app_label, model_name) == (db == CONTROL)


def _lives_in_control(app_label: str, model_name: str | None) -> bool:
    return app_label in CONTROL_APPS or f"{app_label}.{model_name}" in CONTROL_MODELS


def _is_shared(app_label: str, model_name: str | None) -> bool:
    # The tables that join users with groups and permissions carry names of their own.
    return app_label in SHARED_APPS or f"{app_label}.{model_name}".startswith(tuple(SHARED_MODELS))
