"""What is published goes in and out of the public by actions only: its module's publish, unpublish and delete.

Wagtail's views, workflows and schedule all end in `publish`, `unpublish` and `delete`; here these run our actions, and
the actions come back for `go_live`, `take_down` and `remove`, which are Wagtail's own.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from django.core.management import call_command
from django.db.models import PROTECT
from django.utils.dateparse import parse_datetime
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, Revision, RevisionMixin, WorkflowMixin

from houtai.core.catalog.catalog import catalog
from houtai.core.work.actors import SYSTEM
from houtai.core.work.errors import NotPossible
from houtai.core.work.models.decision import Decision
from houtai.core.work.models.subject import HasSubject

logger = logging.getLogger(__name__)


class Published(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, HasSubject):
    """What has drafts, revisions, a workflow and a schedule.

    settles: its own columns that depend on whether it is public; they are saved when that changes.
    """

    settles: ClassVar[tuple[str, ...]] = ()
    held: Mapping[str, Any] = MappingProxyType({})

    class Meta:
        abstract = True

    def hold_still(self, *, seen_by: int) -> None:
        """Ask once what Wagtail asks a dozen times to show a page to this user. Drafts made from it share it."""
        self._current_workflow_states = list(self.workflow_states.active().select_related("current_task_state__task"))
        self._workflow = self.find_workflow()
        known = ("_current_workflow_states", "_workflow", "scheduled_revision")
        self.held = {"seen_by": seen_by, **{name: getattr(self, name) for name in known}}

    def get_workflow(self) -> Any:
        return self._workflow if self.held else self.find_workflow()

    def find_workflow(self) -> Any:
        """The active workflow that this goes through, or None."""
        return super().get_workflow()

    def get_latest_revision_as_object(self) -> Any:
        if self.latest_revision:
            # Else the revision fetches this very row again.
            self.latest_revision.content_object = self
        return super().get_latest_revision_as_object()

    @classmethod
    def from_serializable_data(cls, data: Mapping[str, Any], *args: Any, **options: Any) -> Any:
        """PROTECT asks no versions: what one of them names may be gone, and modelcluster knows no answer to that."""
        try:
            return super().from_serializable_data(data, *args, **options)
        except Exception:
            standing = {**data, **dict.fromkeys(gone(cls, data))}
            if standing == data:
                raise
            return super().from_serializable_data(standing, *args, **options)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        draft = super().with_content_json(content)
        draft.held = self.held
        draft.__dict__.update(self.held)
        return draft

    def publish(
        self,
        revision: Revision,
        user: Any = None,
        changed: bool = True,
        log_action: Any = True,
        previous_revision: Revision | None = None,
        **_options: Any,
    ) -> Decision | None:
        """Run the module's action `publish` for a revision; without a user, Houtai itself does it (the schedule).

        The schedule passes by what belongs to a module that is off; it goes live when the module is on again.
        """
        if user is None and not catalog.is_on(self._meta.app_label):
            return None
        details = {"changed": changed, "log": log_action, "reverts": previous_revision and previous_revision.pk}
        usual = {"changed": True, "log": True, "reverts": None}
        told = {name: value for name, value in details.items() if value != usual[name]}
        because = _("Its time had come.") if str(log_action).endswith(".scheduled") else ""
        return self.act_in_time("publish", user, log_action, because=because, revision=revision.pk, **told)

    def unpublish(
        self,
        set_expired: bool = False,
        commit: bool = True,
        user: Any = None,
        log_action: Any = True,
    ) -> Decision | None:
        """Run the module's action `unpublish`; nothing when it is not public."""
        if not self.live or (user is None and not catalog.is_on(self._meta.app_label)):
            return None
        told = {"expired": True, "log": log_action} if set_expired else {}
        return self.act_in_time(
            "unpublish", user, log_action, because=_("Its time was over.") if set_expired else "", **told
        )

    def delete(self, *, user: Any = None) -> tuple[int, dict[str, int]]:
        """Run the module's action `delete`. Counts 0 when a second person must agree first."""
        decision = self.act("delete", user)
        return (0, {}) if decision.action == "work.ask" else (1, {self._meta.label: 1})

    def act(self, verb: str, user: Any, *, because: str = "", **inputs: Any) -> Decision:
        action = catalog.actions[f"{self._meta.app_label}.{verb}"]
        decision: Decision = action.run(self, by=user or SYSTEM, because=because, **inputs)
        return decision

    def act_in_time(self, verb: str, user: Any, log_action: Any, **told: Any) -> Decision | None:
        """What the schedule cannot do keeps back nothing that is due after it; the next minute tries it again."""
        try:
            return self.act(verb, user, **told)
        except Exception:
            if not str(log_action).endswith(".scheduled"):
                raise
            logger.exception("What was due could not be done: %s %s", self._meta.label_lower, self.pk)
            return None

    @staticmethod
    def publish_due() -> None:
        """Let go live what is due, and expire what is over, in all of Wagtail's models."""
        call_command("publish_scheduled")

    def go_live(self, revision: Revision, *, user: Any = None, **options: Any) -> None:
        """Make a revision public, or schedule it when its time is still to come."""
        super().publish(revision, user=user, skip_permission_checks=True, **options)
        self.settle_state()

    def take_down(self, *, user: Any = None, expired: bool = False, log: Any = True) -> None:
        super().unpublish(set_expired=expired, user=user, log_action=log)
        self.settle_state()

    def unschedule(self, *, user: Any = None) -> None:
        """Let no revision go live by itself."""
        for revision in self.revisions.exclude(approved_go_live_at=None):
            revision.approved_go_live_at = None
            revision.save(user=user, update_fields=["approved_go_live_at"])
        self.settle_state()

    def waiting(self) -> dict[str, Any] | None:
        """Which revision goes live by itself, and when, as JSON."""
        found = self.revisions.exclude(approved_go_live_at=None).order_by("approved_go_live_at").last()
        return found and {"revision": found.pk, "at": found.approved_go_live_at.isoformat()}

    def wait_again(self, told: Mapping[str, Any] | None) -> None:
        """Put back what Wagtail took off the schedule beside something else."""
        if told and self.revisions.filter(pk=told["revision"]).update(approved_go_live_at=parse_datetime(told["at"])):
            self.settle_state()

    def remove(self, *, user: Any = None) -> None:
        log(instance=self, action="wagtail.delete", user=user, deleted=True)
        super().delete()

    def refuse_when_locked(self, *, user: Any) -> None:
        """Locks are for people; the schedule passes them. Raises NotPossible, with the lock's own words."""
        lock = self.get_lock() if user else None
        if lock and lock.for_user(user):
            raise NotPossible(strip_tags(lock.get_message(user) or lock.description))

    def settle_state(self) -> None:
        """Revisions decide about the state too, and Wagtail writes them without saving what they are of."""
        self.refresh_from_db()
        self.__dict__.pop("scheduled_revision", None)
        self.save(update_fields=list(self.settles))

    def publicity(self) -> str:
        """One of published, scheduled, withdrawn, draft."""
        if self.live:
            return "published"
        if self.pk and self.revisions.exclude(approved_go_live_at=None).exists():
            return "scheduled"
        return "withdrawn" if self.first_published_at else "draft"


def gone(model: Any, data: Mapping[str, Any]) -> list[str]:
    """Its protected foreign keys that these values have, and that lead nowhere."""
    keys = [field for field in model._meta.concrete_fields if getattr(field.remote_field, "on_delete", None) is PROTECT]
    named = {field: data[field.name] for field in keys if data.get(field.name) is not None}
    return [
        field.name
        for field, key in named.items()
        if not field.related_model._default_manager.filter(**{field.target_field.name: key}).exists()
    ]
