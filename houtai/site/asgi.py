"""What the web server runs."""

from __future__ import annotations

import os
import warnings
from typing import Any


def _application() -> Any:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houtai.site.settings")
    # Files and exports come out of threads piece by piece; Django gathers them, which for files of ours is no loss.
    warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
    from django.core.asgi import get_asgi_application
    from django.urls import get_resolver

    django = get_asgi_application()
    from django.utils.module_loading import import_string

    from houtai.core.catalog.catalog import catalog
    from houtai.core.events.asgi import Door
    from houtai.core.workspaces import uses
    from houtai.core.workspaces.asgi import ByHost

    # Loaded while no workspace is current, so that nothing made at import belongs to the first one that asks.
    _patterns = get_resolver().url_patterns
    uses.keep()
    offering = [module for module in catalog.modules.values() if module.sockets]
    sockets = {f"/{module.name}/": import_string(module.sockets) for module in offering}
    return Door(ByHost(django, sockets=sockets))


application = _application()
