"""Drafts are mostly where their articles are. Told so, PostgreSQL expects the right number of what somebody sees."""

from typing import Any

from django.db import migrations

TOGETHER = "CREATE STATISTICS content_columns (mcv) ON column_id, draft_column_id FROM content_article"


def tell_planner(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(TOGETHER)


class Migration(migrations.Migration):
    dependencies = [("content", "0019_drafts_have_columns")]

    operations = [migrations.RunPython(tell_planner, migrations.RunPython.noop)]
