"""`python -m bench.peers.serve PORT`: the Wagtail of DJANGO_SETTINGS_MODULE, on the loopback address, as `web` does.

With workspaces it stands behind the application that finds them, as the product does.
"""

import sys

from granian import Granian
from granian.constants import Interfaces


def application_of() -> object:
    from django.conf import settings
    from django.core.asgi import get_asgi_application
    from django.urls import get_resolver

    django = get_asgi_application()
    _patterns = get_resolver().url_patterns
    if not hasattr(settings, "HOSTS"):
        return django
    from houtai.core.workspaces import uses
    from houtai.core.workspaces.asgi import ByHost

    uses.keep()
    return ByHost(django)


def main(port: int) -> None:
    Granian(
        "bench.peers.application:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.ASGI,
        workers=1,
        websockets=False,
        workers_kill_timeout=10,
        log_access=False,
    ).serve()


if __name__ == "__main__":
    main(int(sys.argv[1]))
