"""What is found of articles: at the desk the newest draft, in public what is public."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.timezone import now

from houtai.core.text.plain import plain
from houtai.core.text.search.document import Document, Said
from houtai.modules.content.models.article import Article


class SearchDocument(Document):
    target = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="documents")

    class Meta(Document.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.target_id}"

    @classmethod
    def again(cls, target: Any) -> None:
        file_draft(target.get_latest_revision_as_object() if target.latest_revision_id else target, at=target.updated)
        file_public(target)


def file_draft(article: Article, *, at: datetime | None = None) -> None:
    """Let the desk find this text, which is the newest draft."""
    SearchDocument.objects.file(article, "changed", said_by(article), at=at or now())


def file_public(article: Article) -> None:
    """Let readers find the row as it is, or nothing when it is not public."""
    text = said_by(article) if article.live else None
    SearchDocument.objects.file(article, "published", text, at=article.first_published_at or now())


def said_by(article: Article) -> Said:
    parts = [article.summary, plain(article.body), article.byline, article.source_name]
    return Said(title=article.title, rest="\n".join(filter(None, parts)))
