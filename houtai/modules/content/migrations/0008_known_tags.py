"""Tags that articles have already are known from the beginning."""

from typing import Any
from urllib.parse import quote

from django.db import migrations


def know_tags(apps: Any, schema_editor: Any) -> None:
    """Tags that articles have already, each with its subject."""
    topics, subjects = apps.get_model("content", "Topic").objects, apps.get_model("work", "Subject").objects
    used = apps.get_model("content", "ArticleTag").objects.values("tag")
    for tag in apps.get_model("taggit", "Tag").objects.filter(pk__in=used):
        key = topics.create(tag=tag).pk
        subjects.create(
            kind="content.topic", key=str(key), title=tag.name, url=f"/tag/{quote(tag.slug)}/", state="standing"
        )


class Migration(migrations.Migration):
    dependencies = [("content", "0007_topics"), ("work", "0002_append_only")]
    operations = [migrations.RunPython(know_tags, migrations.RunPython.noop)]
