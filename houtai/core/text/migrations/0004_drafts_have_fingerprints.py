from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("text", "0003_picture_origins")]

    operations = [
        migrations.AddField(
            model_name="fingerprint", name="draft", field=models.BooleanField(db_default=False, default=False)
        ),
    ]
