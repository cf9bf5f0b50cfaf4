from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SUPPORT, Module
from houtai.core.catalog.words import Job, Page
from houtai.modules.platform import actions

VIEWS = "houtai.modules.platform.views"

module = Module(
    name="platform",
    label=_("Platform"),
    about=_("All workspaces of this installation: made, suspended, renamed and deleted, from the default one's desk."),
    icon="desktop",
    order=95,
    direction=SUPPORT,
    home_only=True,
    actions=[
        actions.Make,
        actions.BringIn,
        actions.Export,
        actions.Rename,
        actions.AddHost,
        actions.DropHost,
        actions.Suspend,
        actions.Resume,
        actions.Leave,
        actions.Stay,
        actions.Purge,
        actions.Switch,
    ],
    pages=[
        Page(
            name="platform.workspaces",
            path="",
            view=f"{VIEWS}.Listed",
            label=_("Workspaces"),
            icon="desktop",
            permission="workspaces.change_workspace",
        ),
        Page(name="platform.make_workspace", path="make/", view=f"{VIEWS}.Make", menu=False),
        Page(name="platform.free", path="free/", view=f"{VIEWS}.Free", menu=False),
        Page(name="platform.several", path="several/", view=f"{VIEWS}.Several", menu=False),
        Page(
            name="platform.uses",
            path="modules/",
            view=f"{VIEWS}.uses.ModuleUses",
            label=_("Modules in use"),
            icon="table",
            permission="workspaces.change_workspace",
        ),
        Page(name="platform.bring_in", path="import/", view=f"{VIEWS}.archives.BringIn", menu=False),
        Page(name="platform.download", path="<slug:key>/archive/", view=f"{VIEWS}.archives.Download", menu=False),
        Page(name="platform.modules", path="<slug:key>/modules/", view=f"{VIEWS}.switches.Switches", menu=False),
        Page(name="platform.workspace", path="<slug:key>/", view=f"{VIEWS}.Detail", menu=False),
        Page(name="platform.made", path="<slug:key>/made/", view=f"{VIEWS}.Made", menu=False),
        Page(name="platform.act", path="<slug:key>/act/<slug:verb>/", view=f"{VIEWS}.Turn", menu=False),
    ],
    schedule=[
        Job(name="platform.purge_due", cron="40 3 * * *", task="houtai.modules.platform.tasks.purge_due"),
        Job(
            name="platform.back_up",
            cron="* * * * *",
            task="houtai.modules.platform.tasks.back_up",
            until="houtai.core.workspaces.backups.turn.next_turn",
        ),
    ],
)
