"""A new draft that says what another one says."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

# Its place in a series, its address, its dates and where it came from are its own.
COPIED = (
    "summary",
    "body",
    "cover",
    "cover_url",
    "author",
    "byline",
    "column",
    "language",
    "source_name",
    "source_url",
    "licence",
    "credits",
)


def copied(article: Any, *, user: Any) -> Any:
    """Of the newest draft, with a title that says so, and with its tags."""
    draft = article.newest
    title = _("%(title)s (copy)") % {"title": draft.title[:280]}
    made = type(article)(live=False, title=title, **{name: getattr(draft, name) for name in COPIED})
    made.tags.add(*draft.tags.all())
    made.save()
    made.save_revision(user=user, log_action="wagtail.create", clean=False)
    return made
