"""Waiting until nobody works in a workspace that was just suspended."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from houtai.core.workspaces import registry
from houtai.core.workspaces.lives import lives
from houtai.core.workspaces.refusals import Refusal
from houtai.core.workspaces.tasks import QUEUE

# Other processes remember for this long whom they serve, and where it lives.
WAIT_SECONDS = registry.KEPT + 1
PATIENCE = 60


class StillBusy(Refusal):
    message = _("Tasks of this workspace are still running. Nothing was changed; try again when they have ended.")


def wait_until_still(key: str, *, wait: Callable[[float], None] = time.sleep) -> None:
    """Returns once other processes know that it is suspended and its tasks have ended. Raises StillBusy after a minute.

    A task whose worker was killed runs again later, so nobody waits for it.
    """
    wait(WAIT_SECONDS)
    for _second in range(PATIENCE):
        if not busy(key):
            return
        wait(1.0)
    raise StillBusy


def busy(key: str) -> bool:
    """Whether a task of this workspace runs."""
    running = DBTaskResult.objects.filter(backend_name=QUEUE, status=TaskResultStatus.RUNNING)
    return any(lives(row.worker_ids[-1]) for row in running.filter(args_kwargs__workspace=key))
