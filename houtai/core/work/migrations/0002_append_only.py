from typing import Any

from django.db import migrations

from houtai.core.work.chain import append_only


def protect(apps: Any, schema_editor: Any) -> None:
    append_only(apps.get_model("work", "Decision"), schema_editor)


class Migration(migrations.Migration):
    dependencies = [("work", "0001_initial")]
    operations = [migrations.RunPython(protect, migrations.RunPython.noop)]
