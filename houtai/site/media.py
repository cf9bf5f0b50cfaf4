"""Serves the current workspace's images; documents go through Wagtail's own door, which knows who may read them."""

from __future__ import annotations

import posixpath

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.static import serve

OPEN = ("images/", "original_images/", "avatar_images/")
# Anything else, such as a script that came with an archive, is for saving only.
PICTURES = {"image/avif", "image/gif", "image/jpeg", "image/png", "image/svg+xml", "image/webp"}


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    # Before the look at its beginning: `images/../documents/` begins like an image.
    path = posixpath.normpath(path)
    if not path.startswith(OPEN):
        raise Http404
    response = serve(request, path, document_root=default_storage.path(""))
    # An uploaded file must never act as a page of this site.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    if response.status_code == 200 and response["Content-Type"] not in PICTURES:
        response["Content-Type"], response["Content-Disposition"] = "application/octet-stream", "attachment"
    return response
