"""Every address of the site, with arguments made up where it takes some, and the module it ought to belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

from django.urls import Resolver404, get_resolver, resolve
from django.urls.resolvers import URLResolver

from houtai.core.catalog.catalog import catalog
from houtai.site.api import owners as api_owners

GUESSES = ("1", "a", str(UUID(int=1)), "content.publish", "collect-drafts", "1/a.png")


def every() -> set[str]:
    return {address for template, names in templates(get_resolver()) for address in filled(template, names)}


def templates(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, list[str]]]:
    for possibilities in dict(resolver.reverse_dict.lists()).values():
        for forms, *_rest in possibilities:
            yield from ((before + template, names) for template, names in forms)
    for prefix, inner in resolver.namespace_dict.values():
        yield from templates(inner, before + prefix)


def filled(template: str, names: list[str]) -> list[str]:
    """The address with the first guess that leads anywhere, for all arguments alike."""
    for guess in GUESSES if names else ("",):
        address = template.replace("%%", "%") if not names else template % dict.fromkeys(names, guess)
        try:
            resolve(address)
        except Resolver404:
            continue
        return [address]
    return []


def owners() -> dict[str, list[str]]:
    """Module to its addresses, as their text says: what the gate says of them is checked against this."""
    public = {name: module for name, module in catalog.optional.items() if module.urls}
    operations = {re.sub(r"{\w+}", "1", path): module for path, module in api_owners().items()}
    found: dict[str, list[str]] = {name: [] for name in catalog.optional}
    for address in sorted(every()):
        parts = address.strip("/").split("/")
        if parts[0] == "api":
            named = operations.get(address, "")
        elif parts[0] == "desk":
            named = next((part for part in parts[1:] if part in found), "")
        else:
            named = next((name for name in public if name in resolve(address).app_names), "")
        if named in found:
            found[named].append(address)
    return found


def plain() -> list[tuple[str, str]]:
    """Module or "" and address of every page without arguments."""
    known = {address: module for module, found in owners().items() for address in found}
    bare = {template for template, names in templates(get_resolver()) if not names}
    return [(known.get(address, ""), address) for address in sorted(bare & every())]
