from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0020_columns_go_together")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["updated", "id"], condition=models.Q(locked=True), name="content_locked"),
        ),
    ]
