"""Wagtail's letters about workflows go to whole groups, also to who may not see the title, with links of one host."""

from __future__ import annotations

from typing import Any

from wagtail.admin import signal_handlers

NOTIFIERS = (
    signal_handlers.task_submission_email_notifier,
    signal_handlers.workflow_submission_email_notifier,
    signal_handlers.workflow_approval_email_notifier,
    signal_handlers.workflow_rejection_email_notifier,
)


def keep_quiet(model: type) -> None:
    """Let Wagtail write none about this model; its module writes its own."""
    for notifier in NOTIFIERS:
        usual = notifier.can_handle

        def can_handle(instance: Any, usual: Any = usual, **options: Any) -> bool:
            workflow = getattr(instance, "workflow_state", instance)
            return not isinstance(workflow.content_object, model) and bool(usual(instance, **options))

        notifier.can_handle = can_handle
