from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workspaces", "0007_names_for_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(max_length=32)),
                ("word", models.CharField(max_length=300)),
                ("process", models.CharField(max_length=40)),
                ("said_at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
    ]
