from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("text", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Refiling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True)),
                ("below", models.BigIntegerField()),
            ],
        ),
    ]
