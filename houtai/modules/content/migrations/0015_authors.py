import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0014_sorted"), ("wagtailimages", "0027_image_description")]

    operations = [
        migrations.AddField(
            model_name="author",
            name="picture",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailimages.image",
                verbose_name="picture",
            ),
        ),
        migrations.AddField(
            model_name="author",
            name="slug",
            field=models.CharField(default="", max_length=140),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="AuthorAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(allow_unicode=True, max_length=140, unique=True, verbose_name="address")),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="old_addresses",
                        to="content.author",
                    ),
                ),
            ],
            options={
                "verbose_name": "old address of an author",
                "verbose_name_plural": "old addresses of authors",
                "default_permissions": (),
            },
        ),
    ]
