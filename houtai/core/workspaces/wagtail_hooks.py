"""What of the workspaces is in the desk's menu besides their pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from houtai.core.workspaces.desk.members_switching import Switcher


@hooks.register("register_admin_menu_item")
def switcher() -> MenuItem:
    return Switcher(_("Switch workspace"), "", name="switch-workspace", icon_name="site", order=1)
