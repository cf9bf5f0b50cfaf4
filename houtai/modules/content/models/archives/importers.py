"""What a file calls by name is found here, or made, as far as whoever brings it may."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from houtai.core.work.actors import Actor
from houtai.modules.content.models.archives.errors import NotTaken
from houtai.modules.content.models.archives.manifest import Manifest
from houtai.modules.content.models.author import Author
from houtai.modules.content.models.column import Column
from houtai.modules.content.models.series import Series
from houtai.modules.content.models.topic import Topic

# Stands for what will only be made when the import is carried out.
TO_BE_MADE = -1


class Names:
    """making: whether what is missing is made; about: what the archive says of the names in it."""

    def __init__(self, *, by: Actor, about: Manifest | None, making: bool) -> None:
        self.by, self.about, self.making = by, about, making
        self._tags: dict[str, str] = {}
        self._kept: dict[tuple[str, str], int | None] = {}

    def author(self, name: str) -> int | None:
        return self.kept("author", name, lambda: self.one(Author, name=name, made={"name": name}))

    def series(self, slug: str) -> int | None:
        return self.kept("series", slug, lambda: self.placed(Series, slug))

    def column(self, slug: str) -> int | None:
        """Raises NotTaken for what another desk works on, and for what is missing and may not be made."""
        return self.kept("column", slug, lambda: self.own_column(slug))

    def kept(self, label: str, name: str, find: Any) -> int | None:
        """What was found is not looked for again; a refusal is."""
        if (label, name) not in self._kept:
            self._kept[label, name] = find()
        return self._kept[label, name]

    def own_column(self, slug: str) -> int | None:
        found = self.placed(Column, slug)
        if found is None and self.about:
            raise NotTaken(_("There is no column “%(name)s” here, and you may not add one.") % {"name": slug})
        person = self.by.user if self.by.kind != "system" else None
        known = found not in (None, TO_BE_MADE)
        if person and known and not Column.objects.worked_on_by(person).filter(pk=found).exists():
            raise NotTaken(_("You do not work on the column “%(name)s”.") % {"name": slug})
        return found

    def placed(self, model: Any, slug: str) -> int | None:
        """A column or a series, by its address; in files of other programs also by its name."""
        if self.about is None:
            return model.objects.filter(slug=slugify(slug, allow_unicode=True)).values_list("pk", flat=True).first()
        said = self.said("series" if model is Series else "columns", slug)
        made = {"name": self.free(model, said.get("name") or slug), "slug": slug, "about": said.get("about", "")}
        return self.one(model, slug=slug, made=made)

    def free(self, model: Any, name: str) -> str:
        """Names are unique, too."""
        taken = model.objects.filter(name=name[:120]).exists()
        return f"{name[:100]} (2)" if taken else name[:120]

    def one(self, model: Any, *, made: dict[str, Any], **known: Any) -> int | None:
        found = model.objects.filter(**known).values_list("pk", flat=True).first()
        if found is not None:
            return int(found)
        allowed = self.about is not None and self.by.may(f"content.add_{model._meta.model_name}")
        if not allowed:
            return None
        if model is Author:
            made |= {"about": self.said("authors", made["name"]).get("about", "")}
        return int(model.objects.create(**made).pk) if self.making else TO_BE_MADE

    def said(self, kind: str, name: str) -> dict[str, str]:
        return getattr(self.about, kind).get(name, {}) if self.about else {}

    def tag(self, name: str) -> str:
        """The tag that this one was merged into, if it was."""
        if name not in self._tags:
            topic = Topic.objects.filter(tag__name__iexact=name).select_related("tag").first()
            self._tags[name] = topic.standing.name if topic else name
        return self._tags[name]
