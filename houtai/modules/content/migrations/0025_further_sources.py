from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0024_asked_links")]

    operations = [
        migrations.AddField(
            "article",
            "credits",
            models.TextField(
                blank=True,
                help_text="Who else tells the same, one a line: a name, an address, or both.",
                max_length=4000,
                verbose_name="further sources",
            ),
        ),
    ]
