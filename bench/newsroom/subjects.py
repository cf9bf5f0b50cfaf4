"""The rows in work.Subject of what was made."""

from __future__ import annotations

from typing import Any

from bench.newsroom.growing import grow

ARTICLES = """content_article o LEFT JOIN content_column c ON c.id = o.column_id
LEFT JOIN content_author w ON w.id = o.author_id"""
DRAFTS = "collect_draft o"


def of_articles(seed: Any) -> None:
    columns = {
        "url": "'/a/' || o.id || '-' || o.slug || '/'",
        "author": "coalesce(w.name, o.byline)",
        "column": "coalesce(c.name, '')",
        "place": "coalesce(o.column_id, 0)",
        "published": "o.first_published_at",
    }
    of(seed, ARTICLES, **columns)


def of_drafts(seed: Any) -> None:
    of(seed, DRAFTS, url="o.url", author="o.author", place="o.place", published="o.published")


def of(seed: Any, objects: str, **columns: str) -> None:
    """Numbered on from the seed's: seed.subject must be the newest subject."""
    values = ", ".join(f"{value} AS x_{name}" for name, value in columns.items())
    source = f"""(SELECT o.id AS number, o.title AS said, o.state AS phase, {values}
    FROM {objects} WHERE o.id > {seed.pk}) d"""
    named = {name: f"x_{name}" for name in columns}
    grow(
        seed.subject,
        source,
        id=f"{seed.subject.pk} + number - {seed.pk}",
        key="number::text",
        title="said",
        state="phase",
        **named,
    )
