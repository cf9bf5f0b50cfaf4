from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0016_author_addresses")]

    operations = [
        migrations.AlterField(
            model_name="author",
            name="slug",
            field=models.SlugField(
                allow_unicode=True,
                blank=True,
                help_text="Made from the name if empty.",
                max_length=140,
                unique=True,
                verbose_name="address",
            ),
        ),
    ]
