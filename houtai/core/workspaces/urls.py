"""Where invitations lead, and where people come in from their other workspaces."""

from django.urls import path

from houtai.core.workspaces.desk.members_doors import Accept
from houtai.core.workspaces.desk.members_switching import arrive

urlpatterns = [
    path("account/invitation/<str:token>/", Accept.as_view(), name="workspaces_accept"),
    path("account/arrive/", arrive, name="workspaces_arrive"),
]
