"""Wagtail's app of users with our form; named in the settings in its place."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "houtai.core.workspaces.desk.users.Users"
