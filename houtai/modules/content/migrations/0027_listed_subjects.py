"""Authors, columns and series that are there already are subjects, too."""

from typing import Any
from urllib.parse import quote

from django.db import migrations

PLACES = {"Author": "author", "Column": "column", "Series": "s"}


def make_subjects(apps: Any, schema_editor: Any) -> None:
    subjects = apps.get_model("work", "Subject").objects
    for model, place in PLACES.items():
        kind = f"content.{model.lower()}"
        for row in apps.get_model("content", model).objects.order_by("pk"):
            subjects.create(kind=kind, key=str(row.pk), title=row.name, url=f"/{place}/{quote(row.slug)}/")


class Migration(migrations.Migration):
    dependencies = [("content", "0026_public_links"), ("work", "0002_append_only")]
    operations = [migrations.RunPython(make_subjects, migrations.RunPython.noop)]
