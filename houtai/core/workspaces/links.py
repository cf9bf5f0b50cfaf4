"""Absolute links that Wagtail writes into mails and data lead to the current workspace, not to the installation."""

from __future__ import annotations

from houtai.core.workspaces.registry import origin_here


def install() -> None:
    """Wagtail reads the address from the settings, which all workspaces share. Called once, when the apps are ready."""
    from wagtail.admin import userbar, utils
    from wagtail.admin.templatetags import wagtailadmin_tags
    from wagtail.images.models import AbstractRendition

    for module in (utils, userbar, wagtailadmin_tags):
        module.get_admin_base_url = origin_here

    def full_url(rendition: AbstractRendition) -> str:
        return f"{origin_here()}{rendition.url}" if rendition.url.startswith("/") else rendition.url

    AbstractRendition.full_url = property(full_url)
