"""Texts that every database can keep."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator


def storable(text: str) -> str:
    """Raises ValueError for the sign that ends strings, which PostgreSQL does not take."""
    if "\x00" in text:
        raise ValueError
    return text


Text = Annotated[str, AfterValidator(storable)]
