"""Telling people what they decided, with the way back where there is one, and what was refused."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from houtai.core.work.errors import Refused
from houtai.core.work.models import Decision

# Reasons, and titles for each.
SHOWN = 5


def tell(request: HttpRequest, text: str, *, undo: str = "", back: str = "") -> None:
    """A message that what was decided was done. undo: where it is taken back; back: the page that then comes again."""
    if undo:
        text = render_to_string("work/told.html", {"text": text, "undo": undo, "back": back}, request=request)
    messages.success(request, text)


def undo_of(decision: Decision) -> str:
    """Where it is taken back; "" when it cannot be."""
    return reverse("work.undo", args=[decision.pk]) if decision.has_inverse else ""


def undo_of_batch(name: str, made: Iterable[Decision]) -> str:
    return reverse("work.undo_batch", args=[name]) if any(decision.has_inverse for decision in made) else ""


def outcomes(made: Iterable[Decision]) -> str:
    """What is to be said of some of these besides that they were made, each with how many; begins with a blank."""
    said = Counter(decision.outcome for decision in made if decision.outcome)
    return "".join(f" {n}: {text}" for text, n in said.items())


def refusals(refused: Iterable[tuple[Any, Refused]]) -> str:
    """How many, and why, each reason once with what it is about."""
    by: dict[str, list[str]] = defaultdict(list)
    for one, why in refused:
        by[str(why.message)].append(str(one))
    number = sum(map(len, by.values()))
    said = [f"{named(titles)}: {reason}" for reason, titles in list(by.items())[:SHOWN]]
    return " ".join([ngettext("%(n)s was refused.", "%(n)s were refused.", number) % {"n": number}, *said])


def named(titles: list[str]) -> str:
    shown = _(", ").join(f"“{title}”" for title in titles[:SHOWN])
    rest = len(titles) - SHOWN
    return _("%(titles)s and %(n)s more") % {"titles": shown, "n": rest} if rest > 0 else shown
