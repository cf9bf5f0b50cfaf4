"""What Django and Wagtail keep for the whole process and must keep by workspace, and rows that know where they belong.

`tests/twins` takes them away in turn and shows what then goes wrong.
"""

from __future__ import annotations

from houtai.core.workspaces.guards.guard import Guard


def install() -> None:
    """Called once, when the apps are ready."""
    from houtai.core.workspaces.guards import django, queries, results, rows, wagtail

    for guards in (django, wagtail, rows, queries, results):
        guards.install()


def known() -> dict[str, Guard]:
    """Every guard by its name."""
    from houtai.core.workspaces.guards import django, queries, results, rows, wagtail

    found = [value for module in (django, wagtail, rows, queries, results) for value in vars(module).values()]
    return {guard.name: guard for guard in found if isinstance(guard, Guard)}
