from datetime import date
from typing import Any

from django.db import migrations


def assume(apps: Any, schema_editor: Any) -> None:
    """An hour's price is needed before anybody has given one; it is called an assumption wherever it is used."""
    apps.get_model("ledger", "Rate").objects.create(
        role="operator", per_hour=6000, currency="CNY", since=date(2020, 1, 1), assumed=True, note="Assumed at set-up."
    )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]
    operations = [migrations.RunPython(assume, migrations.RunPython.noop)]
