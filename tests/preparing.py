"""`python -m tests.preparing`: the home that tests of this engine copy, made ahead where it is missing."""

from __future__ import annotations

import os


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "houtai.site.settings"
    import django

    django.setup()
    from django.conf import settings

    from houtai.core.workspaces.preparation import prepare_databases
    from tests import homes

    homes.provide_server()
    if settings.ENGINE == "sqlite":
        settings.HOME = homes.template()
        prepare_databases()
    homes.close_all()


if __name__ == "__main__":
    main()
