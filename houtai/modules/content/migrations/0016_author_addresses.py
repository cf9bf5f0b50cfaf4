"""Authors who are there already get an address made of their name."""

from typing import Any

from django.db import migrations
from django.utils.text import slugify


def name_addresses(apps: Any, schema_editor: Any) -> None:
    authors, taken = apps.get_model("content", "Author").objects, set()
    for author in authors.order_by("pk"):
        slug = wanted = slugify(author.name, allow_unicode=True)[:120].strip("-") or "author"
        while slug in taken:
            slug = f"{wanted}-{author.pk}" if slug == wanted else f"{slug}-{author.pk}"
        taken.add(slug)
        authors.filter(pk=author.pk).update(slug=slug)


class Migration(migrations.Migration):
    dependencies = [("content", "0015_authors")]

    operations = [migrations.RunPython(name_addresses, migrations.RunPython.noop)]
