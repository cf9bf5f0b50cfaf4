import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workspaces", "0005_use_outlives_its_workspace"),
    ]

    operations = [
        migrations.CreateModel(
            name="Wake",
            fields=[
                (
                    "workspace",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="wake",
                        serialize=False,
                        to="workspaces.workspace",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("stirred_at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
    ]
