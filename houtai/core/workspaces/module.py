from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SUPPORT, Module
from houtai.core.catalog.words import Job, Page

DESK = "houtai.core.workspaces.desk"
MEMBERS = [
    Page(name="workspaces.invite", path="members/invite/", view=f"{DESK}.members_inviting.Invite", menu=False),
    Page(name="workspaces.member", path="members/<int:pk>/", view=f"{DESK}.members_roles.MemberPage", menu=False),
    Page(
        name="workspaces.remove_member",
        path="members/<int:pk>/remove/",
        view=f"{DESK}.members_roles.RemoveMember",
        menu=False,
    ),
    Page(
        name="workspaces.invitation",
        path="invitations/<int:pk>/",
        view=f"{DESK}.members_invitations.SentOne",
        menu=False,
    ),
    Page(
        name="workspaces.switch",
        path="switch/<str:workspace>/",
        view=f"{DESK}.members_switching.switch",
        menu=False,
    ),
]

module = Module(
    name="workspaces",
    label=_("Workspaces"),
    icon="site",
    order=1,
    direction=SUPPORT,
    about=_("Databases, members, and background work."),
    urls="houtai.core.workspaces.urls",
    pages=[
        Page(
            name="workspaces.members",
            path="members/",
            view="houtai.core.workspaces.desk.members.Members",
            label=_("Members"),
            icon="group",
            permission="workspaces.view_member",
        ),
        Page(
            name="workspaces.invitations",
            path="invitations/",
            view="houtai.core.workspaces.desk.members_invitations.Sent",
            label=_("Invitations"),
            icon="mail",
            permission="workspaces.view_member",
        ),
        *MEMBERS,
    ],
    roles={"Managers": ["workspaces.view_member", "workspaces.change_member", "workspaces.add_invitation"]},
    schedule=[Job(name="workspaces.tidy", cron="20 3 * * *", task="houtai.core.workspaces.timed.tidy_up")],
)
