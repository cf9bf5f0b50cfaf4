"""What can be searched for of pictures; those that are there already are filed in the background."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import houtai.core.text.search.lookups
from houtai.core.text.search.index import index


def begin(apps: Any, schema_editor: Any) -> None:
    last = apps.get_model("wagtailimages", "Image").objects.aggregate(last=models.Max("pk"))["last"]
    if last is not None:
        apps.get_model("text", "Refiling").objects.create(name="wagtailimages.image", below=last + 1)


class Migration(migrations.Migration):
    dependencies = [("text", "0004_drafts_have_fingerprints"), ("wagtailimages", "0027_image_description")]

    operations = [
        migrations.CreateModel(
            name="PictureDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changed", models.DateTimeField(db_index=True, null=True)),
                ("published", models.DateTimeField(db_index=True, null=True)),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="documents", to="wagtailimages.image"
                    ),
                ),
                ("title", houtai.core.text.search.lookups.Words()),
                ("words", houtai.core.text.search.lookups.Words()),
                ("said", houtai.core.text.search.lookups.Words()),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("changed__isnull", False)),
                        fields=("target",),
                        name="picturedocument_one_draft",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published__isnull", False)),
                        fields=("target",),
                        name="picturedocument_one_published",
                    ),
                ],
            },
        ),
        index("text_picturedocument"),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
