"""All parts together; houtai/site/api.py mounts them."""

from houtai.modules.content.api import (
    authors,
    columns,
    comparing,
    corrections,
    flow,
    lists,
    people,
    pictures,
    reading,
    reviewing,
    revisions,
    series,
    tags,
    writing,
)
from houtai.modules.content.api.parts import router

__all__ = [
    "authors",
    "columns",
    "comparing",
    "corrections",
    "flow",
    "lists",
    "people",
    "pictures",
    "reading",
    "reviewing",
    "revisions",
    "router",
    "series",
    "tags",
    "writing",
]
