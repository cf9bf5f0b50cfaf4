"""Languages and states, as people read them, and how states look."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LANGUAGES = (
    ("zh", _("Chinese")),
    ("en", _("English")),
    ("ja", _("Japanese")),
    ("ko", _("Korean")),
    ("de", _("German")),
    ("fr", _("French")),
    ("es", _("Spanish")),
    ("pt", _("Portuguese")),
    ("ru", _("Russian")),
    ("ar", _("Arabic")),
)

HEALTH = {"good": _("Good"), "new": _("New"), "failing": _("Failing"), "paused": _("Paused"), "gone": _("Deleted")}
HEALTH_TONES = {"good": "good", "new": "info", "failing": "bad", "paused": "warn", "gone": "plain"}
STATE_TONES = {"waiting": "info", "published": "good", "taken": "good", "merged": "plain", "skipped": "plain"}
STATUS_TONES = {
    "done": "good",
    "unchanged": "plain",
    "failed": "bad",
    "running": "info",
    "interrupted": "warn",
    "later": "plain",
}


def language(code: str) -> object:
    return dict(LANGUAGES).get(code, code)
