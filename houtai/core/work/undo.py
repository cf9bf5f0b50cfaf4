"""Taking decisions back, one or a whole batch."""

from __future__ import annotations

from typing import Any

from houtai.core.catalog.catalog import catalog
from houtai.core.work.errors import CannotUndo, Refused
from houtai.core.work.models import Decision


def undo(decision: Decision, *, by: Any, because: Any = "", **context: Any) -> Decision:
    """Run the inverse, with what `perform` kept for it.

    Only the newest decision on a subject can be taken back, once, and while nothing else has changed the subject.
    """
    if not decision.has_inverse:
        raise CannotUndo
    inverse = catalog.action(decision.word.inverse)
    context |= {"undoes": decision, "seen": decision.version}
    taken_back: Decision = inverse.run(decision.subject, by=by, because=because, **decision.effect, **context)
    return taken_back


def standing_in(batch: str, *, by: Any) -> Any:
    """What this person decided in a batch and nobody took back."""
    return Decision.objects.standing().filter(batch=batch, user=by).exclude(batch="")


def undo_batch(batch: str, *, by: Any, because: Any = "") -> tuple[list[Decision], list[tuple[Decision, Refused]]]:
    """Take back what this person decided in a batch. Returns what was, and what could not be, with why."""
    back, kept = [], []
    for decision in standing_in(batch, by=by):
        try:
            back.append(undo(decision, by=by, because=because))
        except Refused as refused:
            kept.append((decision, refused))
    return back, kept
