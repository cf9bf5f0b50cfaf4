from __future__ import annotations

from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from houtai.modules.collect.client.canonical import canonical


def web_address(url: str) -> str:
    if urlsplit(url).scheme not in ("http", "https"):
        raise forms.ValidationError(_("This is not a web address. It must start with http:// or https://."))
    return url


def spellings(url: str) -> list[str]:
    """The address with and without its final slash, by http and by https."""
    bare = canonical(url).partition("://")[2]
    return [f"{scheme}://{bare}{slash}" for scheme in ("http", "https") for slash in ("", "/")] + [url]
