"""How sure a figure is. Classes are never added to each other."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Evidence(StrEnum):
    MEASURED = "A"
    OBSERVED = "B"
    ESTIMATED = "C"

    @property
    def label(self) -> Any:
        return {
            "A": _("Measured against a hold-out or with a stopwatch"),
            "B": _("Observed before and after"),
            "C": _("Estimated or simulated"),
        }[self.value]


CHOICES = [(evidence.value, evidence.label) for evidence in Evidence]


def weakest(*classes: str) -> str:
    """The class of a figure made from figures of these classes: a chain is as strong as its weakest link."""
    return max(classes)
