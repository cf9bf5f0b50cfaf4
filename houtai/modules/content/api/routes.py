"""All parts together; houtai/site/api.py mounts them."""

from houtai.modules.content.api import flow, lists, people, pictures, reading, reviewing, revisions, writing
from houtai.modules.content.api.parts import router

__all__ = ["flow", "lists", "people", "pictures", "reading", "reviewing", "revisions", "router", "writing"]
