"""What tables a database has."""

from typing import Any

from django.db import connection


def tables() -> dict[str, Any]:
    """Columns, indexes and constraints of every table, by the engine's own account."""
    look = connection.introspection
    with connection.cursor() as cursor:
        return {
            name: (
                sorted(map(str, look.get_table_description(cursor, name))),
                sorted(map(str, look.get_constraints(cursor, name).items())),
            )
            for name in look.table_names(cursor)
        }
