from __future__ import annotations

from django.db import migrations, models

ANSWERS = [
    ("fine", "Something is there"),
    ("gone", "Nothing is there"),
    ("nowhere", "There is no such server"),
    ("unknown", "Not known"),
]


class Migration(migrations.Migration):
    dependencies = [("content", "0023_static_pages_and_pin")]

    operations = [
        migrations.CreateModel(
            name="AskedLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=64, unique=True)),
                ("url", models.CharField(max_length=2000)),
                ("answer", models.CharField(choices=ANSWERS, max_length=8)),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={"default_permissions": ()},
        ),
    ]
