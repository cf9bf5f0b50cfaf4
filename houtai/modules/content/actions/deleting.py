"""Deleting what articles are sorted by, and static pages; and bringing them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from houtai.core.work import bringing_back
from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.modules.content.models.held import addresses_of, held_by, lead_again, named, put_back

NAMED = _("Articles name it. Change them first.")


class Delete(Action):
    """What it held stays in the decision, and comes back with it."""

    icon = "bin"

    def against(self, rows: Any) -> dict[int, str]:
        """Why some of these cannot be deleted, by their keys."""
        return dict.fromkeys(named(rows).values_list("pk", flat=True), str(NAMED))

    def perform(self, target: Any, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        held = {"held": held_by(target), "addresses": addresses_of(target)}
        with transaction.atomic():
            log(instance=target, action="wagtail.delete", user=actor.user, deleted=True)
            try:
                target.delete()
            except ProtectedError as error:
                raise NotPossible(NAMED) from error
        return held


class BringBack(bringing_back.BringBack):
    """held: values by field; addresses: those from which it was found too."""

    def perform(
        self,
        target: Any,
        *,
        at: datetime,
        actor: Actor,
        held: Mapping[str, Any] | None = None,
        addresses: Sequence[str] = (),
        **_context: Any,
    ) -> dict[str, Any]:
        lost = put_back(target, held or {})
        try:
            with transaction.atomic():
                target.validate_unique()
                target.save(force_insert=True)
        except (ValidationError, IntegrityError) as error:
            raise NotPossible(__("Another one has its name or its address by now.")) from error
        log(instance=target, action="wagtail.create", user=actor.user)
        return {"lost": lost, "taken": lead_again(target, addresses)}

    def outcome(self, effect: Mapping[str, Any]) -> str:
        field = apps.get_model(self.subject)._meta.get_field
        told = [str(field(name).verbose_name) for name in effect["lost"]]
        told += [__("the old address “%(slug)s”") % {"slug": slug} for slug in effect["taken"]]
        told_at_once = {"what": __(", ").join(told)}
        return __("Gone or in other hands by now, so not brought back: %(what)s.") % told_at_once if told else ""
