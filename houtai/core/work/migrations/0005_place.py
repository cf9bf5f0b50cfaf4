from typing import Any

from django.db import migrations, models


def requests_are_asked(apps: Any, _editor: Any) -> None:
    """Who sees a request is asked of the request itself."""
    subjects = apps.get_model("work", "Subject").objects
    subjects.filter(kind="work.request").update(place=-1)


class Migration(migrations.Migration):
    dependencies = [("work", "0004_site")]

    operations = [
        migrations.AddField(
            model_name="subject",
            name="place",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.RunPython(requests_are_asked, migrations.RunPython.noop),
    ]
