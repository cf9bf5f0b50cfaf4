"""Which addresses public articles lead to; those that are there already are noted in the background."""

from typing import Any

from django.db import migrations, models
from django.db.models import F, Q

ANSWERS = [
    ("fine", "Something is there"),
    ("gone", "Nothing is there"),
    ("nowhere", "There is no such server"),
    ("unknown", "Not known"),
]


def begin(apps: Any, schema_editor: Any) -> None:
    apps.get_model("content", "AskedLink").objects.filter(answer__in=("gone", "nowhere")).update(since=F("at"))
    last = apps.get_model("content", "Article").objects.aggregate(last=models.Max("pk"))["last"]
    if last is not None:
        apps.get_model("text", "Refiling").objects.create(name="content.publiclink", below=last + 1)


class Migration(migrations.Migration):
    dependencies = [("content", "0025_further_sources"), ("text", "0002_refiling")]

    operations = [
        migrations.AlterField(
            "askedlink", "answer", models.CharField(choices=ANSWERS, default="unknown", max_length=8)
        ),
        migrations.AlterField("askedlink", "at", models.DateTimeField(db_index=True, null=True)),
        migrations.AddField("askedlink", "due", models.DateTimeField(db_index=True, null=True)),
        migrations.AddField("askedlink", "since", models.DateTimeField(null=True)),
        migrations.AddField("askedlink", "silent", models.PositiveSmallIntegerField(db_default=0, default=0)),
        migrations.AddIndex(
            "askedlink",
            models.Index(fields=["since"], condition=Q(since__isnull=False), name="content_broken_links"),
        ),
        migrations.CreateModel(
            name="PublicLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "article",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="public_links", to="content.article"),
                ),
                (
                    "asked",
                    models.ForeignKey(on_delete=models.CASCADE, related_name="public_links", to="content.askedlink"),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=["article", "asked"], name="content_one_link_of_article")
                ],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
