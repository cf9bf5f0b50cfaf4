"""Verifying a chain against its seal, and sealing it further when all is well."""

from __future__ import annotations

from typing import Any

from houtai.core.work.chain import Difference, differences
from houtai.core.workspaces.models import Seal


def verified(model: Any) -> list[Difference]:
    """What is not as it was written. When nothing is, the chain's seal moves up to its end."""
    # Read first: a row appended meanwhile is walked, but not yet expected.
    end = model._default_manager.order_by("-id").values_list("id", "hash").first()
    found = list(differences(model, sealed=Seal.objects.of(chain_of(model))))
    if not found:
        press(model, end)
    return found


def seal(model: Any) -> None:
    """Move the seal up to the chain's end, unless what was sealed before is gone: that is for `verified` to tell."""
    known = Seal.objects.of(chain_of(model))
    if known is None or model._default_manager.filter(id=known[0], hash=known[1]).exists():
        press(model, model._default_manager.order_by("-id").values_list("id", "hash").first())


def press(model: Any, end: tuple[int, str] | None) -> None:
    if end:
        Seal.objects.press(chain_of(model), row=end[0], hash=end[1])


def chain_of(model: Any) -> str:
    label: str = model._meta.label_lower
    return label
