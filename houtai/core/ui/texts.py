"""What the queue island says. It has no words of its own."""

from __future__ import annotations

from django.utils.translation import gettext as _


def queue_texts() -> dict[str, str]:
    """%s is the title of an item, or what was done."""
    return {
        "done": _("Done: %s"),
        "batch": _("%s items"),
        "next": _("Now: %s"),
        "none": _("Nothing else is waiting."),
        "first": _("This is the first item."),
        "undo": _("Undo"),
        "undone": _("Taken back: %s"),
        "no_undo": _("There is nothing to take back."),
        "offline": _("The server did not answer. Your decision was not sent; try again."),
        "signed_out": _("You are signed out. Sign in in another tab, then decide again."),
        "refused": _("The decision was refused. Nothing has changed."),
        "selected": _("Selected: %s"),
        "unselected": _("No longer selected: %s"),
        "loading": _("Loading the next item…"),
    }
