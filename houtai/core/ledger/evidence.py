"""How sure a figure is. Classes are never added to each other."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Evidence(models.TextChoices):
    MEASURED = "A", _("Measured against a hold-out or with a stopwatch")
    OBSERVED = "B", _("Observed before and after")
    ESTIMATED = "C", _("Estimated or simulated")


def weakest(*classes: str) -> str:
    """The class of a figure made from figures of these classes: a chain is as strong as its weakest link."""
    return max(classes)
