"""The last word of a workflow. Wagtail asks for it by name before any model is there, so it imports none."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish what was approved, by whoever acts: a strategy is not its person."""
    by = getattr(workflow_state, "acting", None) or user
    workflow_state.content_object.act("publish", by, because=_("Its last reviewer approved."))
