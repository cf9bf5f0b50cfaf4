"""Which names may lead to a workspace, and how they are written."""

from __future__ import annotations

import ipaddress
import re

import idna
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces import registry
from houtai.core.workspaces.refusals import Refusal

LONGEST = 253
ID = re.compile(r"[0-9a-f]{16}\Z|localhost\Z")
LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)\Z")


class BadHost(Refusal):
    """Not a name that a browser could ask for, or one that must not lead to a workspace."""


def written(text: str) -> str:
    """A host as it is kept: lower case, ASCII (IDNA 2008), without a dot at its end. Raises BadHost."""
    name = text.strip().rstrip(".").lower()
    if not name:
        raise BadHost(_("Write a host name, for example news.example.com."))
    if any(sign in name for sign in ":/@?#[]") or len(name) > LONGEST:
        raise BadHost(_("Write the host alone: no scheme, no port, no path, at most 253 characters."))
    name = _as_ascii(name)
    labels = name.split(".")
    if len(name) > LONGEST or not all(LABEL.match(label) for label in labels) or len(labels) < 2:
        raise BadHost(_("This is no host name. Write one like news.example.com."))
    if _is_address(name, labels[-1]):
        raise BadHost(_("An IP address cannot lead to a workspace; use a name."))
    if registry.is_own(name) or _is_built_in(name, labels[0]):
        raise BadHost(_("This name is the installation's own and leads to the default workspace."))
    return name


def spoken(host: str) -> str:
    """A host as people write it: its Unicode form when it has one."""
    try:
        return idna.decode(host)
    except idna.IDNAError:
        return host


def _as_ascii(name: str) -> str:
    try:
        if name.isascii() and "xn--" not in name:
            return name
        return idna.encode(name, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError) as error:
        raise BadHost(_("This is no host name. Write one like news.example.com.")) from error


def _is_address(name: str, last: str) -> bool:
    """Also the short and hexadecimal ways to write one, which browsers understand: a name never ends in a number."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return last.isdigit() or bool(re.match(r"0x[0-9a-f]*\Z", last))
    return True


def _is_built_in(name: str, first: str) -> bool:
    """Whether it has the form of the address that every workspace has by its id: nobody may take another's."""
    return name in {"localhost.localdomain", f"{first}.{settings.URL.hostname}"} and bool(ID.match(first))
