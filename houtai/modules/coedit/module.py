from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import PROFIT, Module
from houtai.core.catalog.words import Job, Page
from houtai.modules.coedit import actions

ROOM = "<str:kind>/<int:key>/<slug:field>"
VIEWS = "houtai.modules.coedit.views"

module = Module(
    name="coedit",
    label=_("Writing together"),
    about=_("One text, written by several people at once, on the road too; who wrote what, and every version."),
    icon="edit",
    order=25,
    direction=PROFIT,
    sockets="houtai.modules.coedit.sockets.serve",
    pages=[
        Page(name="coedit.picture", path="picture/", view=f"{VIEWS}.picture", menu=False),
        Page(name="coedit.shown", path="picture/<int:pk>/", view=f"{VIEWS}.shown", menu=False),
        Page(name="coedit.chosen", path="picture/<int:pk>/chosen/", view=f"{VIEWS}.chosen", menu=False),
        Page(name="coedit.people", path="people/", view=f"{VIEWS}.people", menu=False),
        Page(name="coedit.versions", path=f"versions/{ROOM}/", view=f"{VIEWS}.Versions", menu=False),
        Page(
            name="coedit.restore", path=f"versions/{ROOM}/<int:version>/restore/", view=f"{VIEWS}.restore", menu=False
        ),
        Page(name="coedit.guests", path=f"guests/{ROOM}/", view=f"{VIEWS}.GuestPage", menu=False),
        Page(name="coedit.disinvite", path=f"guests/{ROOM}/<int:guest>/end/", view=f"{VIEWS}.disinvite", menu=False),
    ],
    urls="houtai.modules.coedit.urls",
    actions=[actions.Invite, actions.Disinvite],
    roles={"Managers": ["coedit.add_guest"], "Editors": ["coedit.add_guest"]},
    schedule=[
        Job(
            name="coedit.settle",
            cron="* * * * *",
            task="houtai.modules.coedit.tasks.settle",
            until="houtai.modules.coedit.models.room.next_settling",
        ),
    ],
)
