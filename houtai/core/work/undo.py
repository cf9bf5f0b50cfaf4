"""Taking decisions back, one or a whole batch."""

from __future__ import annotations

from typing import Any

from houtai.core.catalog.catalog import catalog
from houtai.core.work.errors import CannotUndo, Refused
from houtai.core.work.models import Decision


def undo(decision: Decision, *, by: Any, because: Any = "", **context: Any) -> Decision:
    """Run the inverse, with what `perform` kept for it. Only the newest decision on a subject can be undone, and once."""
    if not decision.word.inverse or decision.mode != "done" or Decision.objects.filter(undoes=decision).exists():
        raise CannotUndo
    if Decision.objects.done().filter(subject=decision.subject, id__gt=decision.id).exists():
        raise CannotUndo
    inverse = catalog.action(decision.word.inverse)
    taken_back: Decision = inverse.run(
        decision.subject, by=by, because=because, undoes=decision, **decision.effect, **context
    )
    return taken_back


def undo_batch(batch: str, *, by: Any) -> tuple[list[Decision], list[tuple[Decision, Refused]]]:
    """Undo all decisions of a batch that this person made. Returns those taken back, and those that could not be, with why."""
    back, kept = [], []
    for decision in Decision.objects.standing().filter(batch=batch, user=by).exclude(batch=""):
        try:
            back.append(undo(decision, by=by))
        except Refused as refused:
            kept.append((decision, refused))
    return back, kept
