"""Makes records of articles, as the files have them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from houtai.core.text.markdown import numbers
from houtai.modules.content.models.archives.fields import outward, plain
from houtai.modules.content.models.archives.pictures import Pictures
from houtai.modules.content.models.author import Author
from houtai.modules.content.models.column import Column
from houtai.modules.content.models.series import Series

AT_ONCE = 100
RELATED = ("cover", "latest_revision", "live_revision")


class Taking:
    """Takes articles one after the other, and remembers which names and pictures they need."""

    def __init__(self) -> None:
        self.pictures = Pictures()
        self.names: dict[str, dict[str, Any]] = {"authors": {}, "columns": {}, "series": {}}
        # Stored HTML of the record that was taken last, by version.
        self.texts: dict[str, str] = {}
        self._named: dict[tuple[str, int], str] = {}

    def each(self, articles: Any) -> Iterator[dict[str, Any]]:
        """By number, a few at once, however many there are."""
        last = 0
        rows = (
            articles.select_related(*RELATED).prefetch_related("tagged__tag", "headlines", "corrections").order_by("pk")
        )
        while batch := list(rows.filter(pk__gt=last)[:AT_ONCE]):
            self.pictures.look_up(number for row in batch for number in numbers(row.body))
            for article in batch:
                yield self.record(article)
            last = batch[-1].pk

    def record(self, article: Any) -> dict[str, Any]:
        live = self.version(article) if article.live else None
        newer = article.latest_revision_id and article.latest_revision_id != article.live_revision_id
        latest = article.get_latest_revision_as_object() if newer else article
        draft = self.version(latest)
        self.texts = {"live": article.body, "draft": latest.body}
        return {
            "article": article.pk,
            "state": article.state,
            "published": outward(article.first_published_at),
            "live": live,
            "draft": None if draft == live else draft,
            "corrections": [self.correction(told) for told in article.corrections.all()],
        }

    def version(self, article: Any) -> dict[str, Any]:
        """Empty fields are left out, but for the title and the text."""
        said = {name: outward(getattr(article, name)) for name in plain()}
        said["cover"] = self.pictures.address(article.cover_id)
        for name, model in (("author", Author), ("column", Column), ("series", Series)):
            said[name] = self.name(model, getattr(article, f"{name}_id"))
        said["tags"] = sorted(item.tag.name for item in article.tagged.all())
        said["headlines"] = [headline.text for headline in article.headlines.all()]
        kept = {name: value for name, value in said.items() if value not in (None, "", [])}
        return {"title": "", **kept, "body": self.pictures.portable(article.body)}

    def name(self, model: Any, key: int | None) -> str:
        """What the file calls it: authors by their names, columns and series by their addresses."""
        if key is None:
            return ""
        label = model._meta.model_name
        if (label, key) not in self._named:
            row = model.objects.filter(pk=key).first()
            self._named[label, key] = self.note(label, row) if row else ""
        return self._named[label, key]

    def note(self, label: str, row: Any) -> str:
        called: str = row.name if label == "author" else row.slug
        about = {"about": row.about} if label == "author" else {"name": row.name, "about": row.about}
        self.names["series" if label == "series" else f"{label}s"][called] = about
        return called

    def correction(self, told: Any) -> dict[str, Any]:
        said = {"text": told.text, "at": outward(told.at), "by": told.by}
        if told.withdrawn_at:
            said |= {"withdrawn_at": outward(told.withdrawn_at), "withdrawn_by": told.withdrawn_by}
        return said
