"""Articles with everything, archives of them, and what is in the tables."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now
from PIL import Image as Raster
from wagtail.images import get_image_model

from houtai.core.work.actors import SYSTEM, Actor
from houtai.modules.content.models import Article, Author, Column, Headline, Series
from houtai.modules.content.models.archives.carrying_out import carried_out, foreseen
from houtai.modules.content.models.archives.packing import pack
from houtai.modules.content.tests.conftest import written

# What watching and asking leave behind says nothing of articles.
WATCHING = ("sessions.", "admin.", "workspaces.", "django_tasks")


def silent(*_told: Any) -> None:
    pass


def packed(folder: Path, form: str = "json", *, articles: Any = None, name: str = "out.zip") -> Path:
    to = folder / name
    to.unlink(missing_ok=True)
    pack(Article.objects.all() if articles is None else articles, to, form=form, progress=silent)
    return to


def seen(file: Path, by: Any = None, *, publish: bool = False) -> Any:
    actor = Actor.of(by) if by else SYSTEM
    return foreseen(file, name=file.name, by=actor, publish=publish, progress=silent)


def brought(file: Path, by: Any = None, *, publish: bool = False, batch: str = "b1") -> Any:
    about = {"by": Actor.of(by) if by else SYSTEM, "publish": publish, "batch": batch, "at": now()}
    return carried_out(file, name=file.name, progress=silent, **about)


def tables() -> dict[str, list[Any]]:
    """Every row of every table of the workspace."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    kept = [model for model in models if not model._meta.label_lower.startswith(WATCHING)]
    return {model._meta.label: sorted(map(repr, model._base_manager.values_list())) for model in kept}


def picture(colour: str = "red", title: str = "Boat") -> Any:
    out = io.BytesIO()
    Raster.new("RGB", (32, 20), colour).save(out, "PNG")
    file = SimpleUploadedFile("boat.png", out.getvalue())
    return get_image_model().objects.create(title=title, file=file, width=32, height=20)


def rich(alice: Any, **fields: Any) -> Article:
    """Published, with a later draft, and every field filled in."""
    boat = picture()
    body = (
        "<h2>Ebb</h2><p>Some <strong>words</strong> &amp; more.</p>"
        f'<figure><embed embedtype="image" id="{boat.pk}" alt="A boat" format="left"/>'
        "<figcaption>At low tide</figcaption></figure>"
        f'<embed embedtype="image" id="{boat.pk}" alt="Again"/><ul><li>one</li><li>two</li></ul>'
        '<embed embedtype="media" url="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=90s"/>'
    )
    about: dict[str, Any] = {
        "title": "Tide tables: “go” digital",
        "summary": "no: yes",
        "body": body,
        "cover": picture("blue", "Cover"),
        "author": Author.objects.get_or_create(name="Ann Lee", about="Writes.")[0],
        "byline": "with Bo",
        "column": Column.objects.get_or_create(name="Sea", slug="sea")[0],
        "series": Series.objects.get_or_create(name="Tides", slug="tides")[0],
        "number": 2,
        "source_name": "Harbour",
        "source_url": "https://harbour.example/1?a=1&b=2",
        **fields,
    }
    article = written(**about)
    article.tags.add("harbour", "海")
    texts = ("Tides by telephone", "no: “paper” tides")
    article.headlines.set([Headline(text=text, sort_order=place) for place, text in enumerate(texts)])
    article.save()
    article.save_revision()
    article.act("publish", alice)
    article.refresh_from_db()
    article.act("correct", alice, text="It was the ebb.")
    draft = article.get_latest_revision_as_object()
    draft.title, draft.body = "Tide tables, again", body + "<p>Later.</p>"
    draft.save_revision(user=alice)
    article.refresh_from_db()
    return article


def again(file: Path, change: Any, *, name: str = "other.zip") -> Path:
    """A copy of an archive. change: gets name and bytes of each file, and gives bytes, or None to leave it out."""
    to = file.with_name(name)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(to, "w") as new:
        for member in old.infolist():
            data = change(member.filename, old.read(member))
            if data is not None:
                new.writestr(member.filename, data)
    return to


def lines(file: Path) -> list[dict[str, Any]]:
    with zipfile.ZipFile(file) as archive:
        return [json.loads(line) for line in archive.read("articles.jsonl").splitlines()]
