"""What can be searched for of articles; those that are there already are filed in the background."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import houtai.core.text.search.lookups
from houtai.core.text.search.index import index


def begin(apps: Any, schema_editor: Any) -> None:
    last = apps.get_model("content", "Article").objects.aggregate(last=models.Max("pk"))["last"]
    if last is not None:
        apps.get_model("text", "Refiling").objects.create(name="content.article", below=last + 1)


class Migration(migrations.Migration):
    dependencies = [("content", "0009_licence"), ("text", "0002_refiling")]

    operations = [
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changed", models.DateTimeField(db_index=True, null=True)),
                ("published", models.DateTimeField(db_index=True, null=True)),
                # Before the long columns, which SQLite would else read through to get at it.
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="documents", to="content.article"
                    ),
                ),
                ("title", houtai.core.text.search.lookups.Words()),
                ("words", houtai.core.text.search.lookups.Words()),
                ("said", houtai.core.text.search.lookups.Words()),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("changed__isnull", False)),
                        fields=("target",),
                        name="searchdocument_one_draft",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published__isnull", False)),
                        fields=("target",),
                        name="searchdocument_one_published",
                    ),
                ],
            },
        ),
        index("content_searchdocument"),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
