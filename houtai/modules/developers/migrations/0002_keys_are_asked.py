from typing import Any

from django.db import migrations


def keys_are_asked(apps: Any, _editor: Any) -> None:
    """Who sees a key is asked of the key itself."""
    subjects = apps.get_model("work", "Subject").objects
    subjects.filter(kind="developers.key").update(place=-1)


class Migration(migrations.Migration):
    dependencies = [("developers", "0001_initial"), ("work", "0005_place")]

    operations = [migrations.RunPython(keys_are_asked, migrations.RunPython.noop)]
