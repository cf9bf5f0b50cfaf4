"""The list of members at the desk of their workspace."""

from __future__ import annotations

from typing import Any

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from houtai.core.ui.empty import Empty
from houtai.core.ui.lists import List
from houtai.core.ui.tables import When
from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import Member, User
from houtai.core.workspaces.roles import LABELS, ROLES


class Person(TitleColumn):
    def get_link_url(self, instance: Any, parent_context: Any) -> str | None:
        may = parent_context["request"].user.has_perm("workspaces.change_member")
        return reverse("workspaces.member", args=[instance.pk]) if may else None


class Roles(Column):
    def get_value(self, instance: Any) -> str:
        names = [group.name for group in instance.groups.all()]
        known = [str(LABELS[name]) for name in ROLES if name in names]
        said = [str(_("Owner"))] if instance.is_superuser else []
        return ", ".join(said + known + sorted(name for name in names if name not in ROLES)) or "–"


class Members(List):
    model = User
    name = "workspaces.members"
    permission = "workspaces.view_member"
    page_title = _("Members")
    header_icon = "group"
    default_ordering = "email"
    search_fields = ("email", "first_name", "last_name")
    empty = Empty(
        title=_("Nobody works here yet."),
        text=_("Invite people by their e-mail addresses. Each gets a link that is valid for seven days."),
        url=reverse_lazy("workspaces.invite"),
        label=_("Invite people"),
        icon="group",
    )
    columns = [
        Person("email", label=_("E-mail address"), sort_key="email"),
        Column("get_full_name", label=_("Name"), sort_key="first_name"),
        Roles("roles", label=_("Roles")),
        When("joined", label=_("Member since")),
        When("last_login", label=_("Last sign-in"), sort_key="last_login"),
    ]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related("groups")

    def get_table(self, object_list: Any) -> Any:
        """With the times of joining, which lie in the other database: one question for the page."""
        rows = list(object_list)
        members = Member.objects.filter(workspace=current(), user__in=[row.pk for row in rows])
        joined = dict(members.values_list("user_id", "joined_at"))
        for row in rows:
            row._joined = joined.get(row.pk)
        return super().get_table(rows)

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.request.user.has_perm("workspaces.add_invitation"):
            return []
        return [
            HeaderButton(_("Invite people"), url=reverse("workspaces.invite"), icon_name="plus"),
            HeaderButton(_("Invitations"), url=reverse("workspaces.invitations"), icon_name="mail"),
        ]
