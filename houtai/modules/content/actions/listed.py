"""Adding and changing what articles are sorted by. What is wrong with it, the form says that the desk has for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as __
from wagtail.log_actions import log

from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.modules.content.api.listing import form_for


class Add(Action):
    """It is made before, in one transaction; `new` says so."""

    icon = "plus"

    def __init__(self, *, new: bool = False) -> None:
        self.new = new

    def perform(self, target: Any, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        if not self.new:
            raise NotPossible(__("It is there already."))
        log(instance=target, action="wagtail.create", user=actor.user)
        return {"made": True}


class Change(Action):
    """Takes fields with their new values, others by their primary key or None; what is not given stays as it is."""

    icon = "edit"
    fields: ClassVar[tuple[str, ...]]

    def perform(self, target: Any, *, at: datetime, actor: Actor, **given: Any) -> dict[str, Any]:
        changes = {name: given[name] for name in self.fields if name in given}
        before = values_of(target, changes)
        try:
            with transaction.atomic():
                self.apply(target, changes, user=actor.user)
        except IntegrityError as error:
            raise NotPossible(__("Another one got this name or this address just now.")) from error
        log(instance=target, action="wagtail.edit", user=actor.user)
        return before

    def apply(self, target: Any, changes: Mapping[str, Any], *, user: Any) -> None:
        form_for(target, changes, user=user).save()

    def outcome(self, effect: Mapping[str, Any]) -> str:
        known = {field.name: str(field.verbose_name) for field in apps.get_model(self.subject)._meta.fields}
        names = [known[name] for name in effect if name in known]
        return __("Changed: %(fields)s") % {"fields": __(", ").join(names)} if names else ""


class Remove(Action):
    """Takes adding back, while nothing names it. At the desk it is deleted in its list."""

    icon = "bin"

    def perform(
        self, target: Any, *, at: datetime, actor: Actor, made: bool = False, **_context: Any
    ) -> dict[str, Any]:
        if not made:
            raise NotPossible(__("Delete it in its list instead."))
        try:
            target.delete()
        except ProtectedError as error:
            raise NotPossible(__("Articles name it by now. Change them first.")) from error
        return {}


def values_of(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """As they are given again."""
    return {name: getattr(row, row._meta.get_field(name).attname) for name in names}
