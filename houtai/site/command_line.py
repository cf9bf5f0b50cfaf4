"""`python -m houtai …`: Django's command line, inside a workspace."""

from __future__ import annotations

import gc
import os
import sys

# These make or serve workspaces, or need none, so none is current while they run.
OUTSIDE = {
    *("prepare", "run", "web", "worker", "writer", "collector", "bench", "eval"),
    *("export_articles", "import_articles"),
    *("help", "version", "--help", "--version", "translate", "compilemessages", "reindex"),
}


def main(argv: list[str] | None = None) -> None:
    """Run one command. `--workspace=ID` says in which workspace; without it, in the default one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houtai.site.settings")
    # Loading only makes what stays: looking through it again and again would take a tenth of every start.
    gc.disable()
    arguments, workspace = _without_workspace(list(sys.argv if argv is None else argv))
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        if not OUTSIDE & set(arguments[1:2]):
            _settle(workspace)
        execute_from_command_line(arguments)
    except ImproperlyConfigured as error:
        sys.exit(f"Houtai cannot start:\n{error}")


def _without_workspace(argv: list[str]) -> tuple[list[str], str | None]:
    named = [word.partition("=")[2] for word in argv if word.startswith("--workspace=")]
    return [word for word in argv if not word.startswith("--workspace=")], named[0] if named else None


def _settle(workspace: str | None) -> None:
    import django

    django.setup()
    from django.db import OperationalError

    from houtai.core.workspaces import context, engine, registry

    try:
        if workspace is None and engine.exists(engine.CONTROL):
            workspace = registry.default_workspace()
        known = workspace is None or engine.exists(workspace)
    except OperationalError as error:
        sys.exit(f"What lies in HOUTAI_HOME is of another release: run bin/houtai prepare first ({error}).")
    if workspace is not None:
        if not known:
            sys.exit(f"There is no workspace {workspace}.")
        context.settle(workspace)
