"""Articles that are there already are told the column of their newest draft; one that is gone is none."""

from typing import Any

from django.db import migrations
from django.db.models import BigIntegerField, OuterRef, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast


def tell_columns(apps: Any, schema_editor: Any) -> None:
    newest = apps.get_model("wagtailcore", "Revision").objects.filter(pk=OuterRef(OuterRef("latest_revision")))
    named = newest.order_by().values(named=Cast(KT("content__column"), BigIntegerField()))
    known = apps.get_model("content", "Column").objects.filter(pk__in=named).order_by().values("pk")
    drafted = apps.get_model("content", "Article").objects.exclude(latest_revision=None)
    drafted.update(draft_column=Subquery(known))


class Migration(migrations.Migration):
    dependencies = [("content", "0018_draft_column")]

    operations = [migrations.RunPython(tell_columns, migrations.RunPython.noop)]
