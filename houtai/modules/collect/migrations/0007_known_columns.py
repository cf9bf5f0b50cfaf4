"""What was written on a source as its column becomes that column, where there is one of this name."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery


def find_columns(apps: Any, schema_editor: Any) -> None:
    try:
        columns = apps.get_model("content", "Column").objects
    except LookupError:
        # Made anew: there are no sources yet.
        return
    sources, drafts = (apps.get_model("collect", name).objects for name in ("Source", "Draft"))
    named = columns.filter(name=OuterRef("column")).values("pk")
    found = sources.filter(column__in=columns.values("name"))
    found.update(place=Subquery(named[:1]))
    source = sources.filter(pk=OuterRef("source")).values("place")
    drafts.filter(source__in=sources.exclude(place=0).values("pk")).update(place=Subquery(source[:1]))


class Migration(migrations.Migration):
    dependencies = [("collect", "0006_columns")]

    operations = [migrations.RunPython(find_columns, migrations.RunPython.noop)]
