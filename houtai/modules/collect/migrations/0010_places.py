from typing import Any

from django.db import migrations, models
from django.db.models import BigIntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce


def fill(apps: Any, _editor: Any) -> None:
    """The subject of each source and draft gets its place; -1, which is out of sight, where that is not known."""
    subjects = apps.get_model("work", "Subject").objects
    for name in ("Source", "Draft"):
        rows = apps.get_model("collect", name).objects
        known = rows.filter(pk=Cast(OuterRef("key"), BigIntegerField())).values("place")
        subjects.filter(kind=f"collect.{name.lower()}").update(place=Coalesce(Subquery(known[:1]), Value(-1)))


class Migration(migrations.Migration):
    dependencies = [("collect", "0009_kept"), ("work", "0005_place")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RemoveIndex(model_name="draft", name="collect_draft_by_source"),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(fields=["source", "place", "id"], name="collect_draft_by_source"),
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["collected_at"], name="collect_draft_still_waiting"
            ),
        ),
    ]
