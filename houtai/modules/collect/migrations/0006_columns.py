"""Where what a source sends is to go, and what its feed says of it."""

from django.db import migrations, models

STATES = [
    ("waiting", "Waiting"),
    ("published", "Published"),
    ("taken", "Became a draft article"),
    ("merged", "Merged"),
    ("skipped", "Skipped"),
]


class Migration(migrations.Migration):
    dependencies = [("collect", "0005_left"), ("work", "0003_sorted")]

    operations = [
        migrations.AddField("draft", "place", models.PositiveBigIntegerField(default=0, editable=False)),
        migrations.AddField("draft", "summary", models.CharField(blank=True, max_length=600, verbose_name="summary")),
        migrations.AddField("draft", "tags", models.JSONField(blank=True, default=list, verbose_name="tags")),
        migrations.AddField(
            "source", "place", models.PositiveBigIntegerField(db_index=True, default=0, editable=False)
        ),
        migrations.AddField(
            "source",
            "tags",
            models.CharField(
                blank=True,
                help_text="All that becomes an article of it has these. Put commas between.",
                max_length=300,
                verbose_name="tags",
            ),
        ),
        migrations.AlterField(
            "draft",
            "state",
            models.CharField(choices=STATES, default="waiting", max_length=10, verbose_name="state"),
        ),
        migrations.AlterField(
            "source",
            "column",
            models.CharField(blank=True, editable=False, max_length=120, verbose_name="column"),
        ),
        migrations.AddIndex(
            "draft", models.Index(fields=["place", "state", "collected_at", "id"], name="collect_draft_place")
        ),
    ]
