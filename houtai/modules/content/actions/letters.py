"""Actions of which somebody is told by letter."""

from __future__ import annotations

from typing import Any

from houtai.core.work.models import Decision
from houtai.core.workspaces.tasks import enqueue


class Tells:
    def decided(self, target: Any, decision: Decision) -> None:
        from houtai.modules.content.tasks import tell

        if decision.undoes is None and not decision.simulated:
            enqueue(tell, decision.pk, once=f"content.tell:{decision.pk}")
