import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Retention",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                (
                    "days",
                    models.PositiveIntegerField(
                        default=400,
                        validators=[
                            django.core.validators.MinValueValidator(2),
                            django.core.validators.MaxValueValidator(3650),
                        ],
                        verbose_name="days of events to keep",
                    ),
                ),
            ],
            options={
                "verbose_name": "retention of events",
                "verbose_name_plural": "retention of events",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_retention")],
            },
        ),
    ]
