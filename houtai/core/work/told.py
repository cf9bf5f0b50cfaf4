"""A subject as other programs are told of it, by the open API and by webhooks."""

from __future__ import annotations

from typing import Any

from houtai.core.work.models import Subject
from houtai.core.workspaces.registry import origin_here


def told(subject: Subject) -> dict[str, Any]:
    """url: a whole address, "" when readers find it nowhere."""
    return {
        "kind": subject.kind,
        "key": subject.key,
        "title": subject.title,
        "url": whole(subject.url),
        "state": subject.state,
        "version": subject.version,
        "published": subject.published,
    }


def whole(url: str) -> str:
    return f"{origin_here()}{url}" if url.startswith("/") else url
