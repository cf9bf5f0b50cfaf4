from typing import Any

from django.db import migrations
from django.db.models import BigIntegerField, Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce


def fill(apps: Any, _editor: Any) -> None:
    """The key of its column, 0 without one; -1 where its newest draft has another one, and for what is gone."""
    articles = apps.get_model("content", "Article").objects
    moved = Q(column__isnull=False, draft_column__isnull=False) & ~Q(column=F("draft_column"))
    only = Coalesce("draft_column_id", "column_id", Value(0), output_field=BigIntegerField())
    place = Case(When(moved, then=Value(-1)), default=only, output_field=BigIntegerField())
    known = articles.filter(pk=Cast(OuterRef("key"), BigIntegerField())).annotate(is_in=place).values("is_in")
    subjects = apps.get_model("work", "Subject").objects.filter(kind="content.article")
    subjects.update(place=Coalesce(Subquery(known[:1]), Value(-1)))


class Migration(migrations.Migration):
    dependencies = [("content", "0027_listed_subjects"), ("work", "0005_place")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
