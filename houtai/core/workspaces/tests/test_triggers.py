"""A table that is made anew keeps its triggers: the decision log stays append-only."""

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.utils.timezone import now

Decision: Any = apps.get_model("work.Decision")
Subject: Any = apps.get_model("work.Subject")


@pytest.mark.django_db(transaction=True)
def test_the_log_stays_append_only_after_a_change_of_its_table() -> None:
    subject = Subject.objects.create(kind="a.b", key="1")
    Decision.objects.bulk_create([Decision(id=1, subject=subject, action="a.b", version=1, at=now())])
    field = models.IntegerField(default=0)
    field.set_attributes_from_name("weight")
    with connection.schema_editor() as editor:
        editor.add_field(Decision, field)
    try:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Decision.objects.update(action="c.d")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Decision.objects.all()._raw_delete("default")
    finally:
        with connection.schema_editor() as editor:
            editor.remove_field(Decision, field)
