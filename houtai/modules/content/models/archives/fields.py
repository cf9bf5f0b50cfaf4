"""What of an article is in its file: every field that people write."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, UTC, datetime
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext as _

from houtai.modules.content.models.archives.errors import BadArchive
from houtai.modules.content.models.article import Article

# These stand in a file by a name instead of a number, or in another form.
NAMED = ("body", "cover", "author", "column", "series", "tags", "headlines")
# When it was published is a fact and nothing that somebody wrote; the record of the article has it.
FACTS = ("id", "first_published_at")
# Empty, these are made of the text.
MADE = ("slug", "language")


@cache
def plain() -> dict[str, Any]:
    """Fields whose value stands in the file as it is, by name."""
    fields = (field for field in Article._meta.concrete_fields if field.editable and not field.is_relation)
    return {field.name: field for field in fields if field.name not in (*NAMED, *FACTS)}


def outward(value: Any) -> Any:
    """As JSON has it."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else value


def inward(name: str, value: Any, *, where: str) -> Any:
    """The value as the model keeps it. Raises BadArchive."""
    field = plain()[name]
    try:
        found: Any = None if value in (None, "") and field.null else field.to_python("" if value is None else value)
    except (ValidationError, TypeError, ValueError, OverflowError) as error:
        raise wrong(name, where) from error
    if isinstance(field, models.CharField | models.TextField):
        check_text(name, value, where)
        if field.max_length and len(found or "") > field.max_length:
            raise BadArchive(
                _("%(where)s: %(name)s has more than %(n)s characters.")
                % {"where": where, "name": name, "n": field.max_length}
            )
    if name == "slug" and found:
        check_slug(field, found, where)
    if isinstance(found, datetime):
        found = make_aware(found, UTC) if is_naive(found) else found
        check_time(name, found, where)
    if isinstance(field, models.PositiveIntegerField) and found is not None and not 0 <= found < 2**31:
        raise wrong(name, where)
    return found


def check_text(name: str, value: Any, where: str) -> None:
    """Raises BadArchive for what no database takes as text."""
    if not isinstance(value, str | None) or "\x00" in (value or ""):
        raise wrong(name, where)
    try:
        (value or "").encode()
    except UnicodeEncodeError as error:
        raise wrong(name, where) from error


def check_time(name: str, value: datetime, where: str) -> None:
    """Raises BadArchive for what is no time any more in another zone."""
    if not is_usable(value):
        raise wrong(name, where)


def is_usable(value: datetime) -> bool:
    return MINYEAR < value.year < MAXYEAR


def check_slug(field: Any, value: str, where: str) -> None:
    try:
        field.run_validators(value)
    except ValidationError as error:
        raise wrong("slug", where) from error


def wrong(name: str, where: str) -> BadArchive:
    return BadArchive(_("%(where)s: %(name)s is not usable.") % {"where": where, "name": name})
