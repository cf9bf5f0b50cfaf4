from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SUPPORT, Module
from houtai.core.catalog.words import CHANGES, Job, Page
from houtai.core.readers import actions

VIEWS = "houtai.core.readers.views"
SEE = ["readers.view_reader", "readers.view_tag", "readers.view_audience"]
TAGS = ["readers.tag_reader", "readers.change_tag", "readers.add_tag"]
GONE = ["readers.delete_reader", "readers.export_reader"]
WORK = [*SEE, *TAGS, "readers.view_import", "readers.add_import", "readers.change_audience", "readers.add_audience"]

module = Module(
    name="readers",
    label=_("Readers"),
    about=_("The people we reach: profiles, tags, consent and audiences."),
    icon="group",
    order=52,
    direction=SUPPORT,
    actions=[
        actions.GiveTag,
        actions.TakeTag,
        actions.OptOut,
        actions.OptIn,
        actions.Erase,
        actions.CarryOut,
        actions.TakeBack,
    ],
    pages=[
        Page(
            name="readers.readers",
            path="readers/",
            view=f"{VIEWS}.ReaderList",
            label=_("Readers"),
            icon="group",
            permission="readers.view_reader",
        ),
        Page(name="readers.reader", path="readers/<int:pk>/", view=f"{VIEWS}.ReaderPage", menu=False),
        Page(name="readers.export", path="readers/<int:pk>/export/", view=f"{VIEWS}.ReaderExport", menu=False),
        Page(
            name="readers.audiences",
            path="audiences/",
            view=f"{VIEWS}.AudienceList",
            label=_("Audiences"),
            icon="crosshairs",
            permission="readers.view_audience",
        ),
        Page(name="readers.add_audience", path="audiences/add/", view=f"{VIEWS}.AudienceEditor", menu=False),
        Page(name="readers.audience", path="audiences/<int:pk>/", view=f"{VIEWS}.AudienceEditor", menu=False),
        Page(name="readers.members", path="audiences/<int:pk>/members/", view=f"{VIEWS}.Members", menu=False),
        Page(name="readers.count", path="count/", view=f"{VIEWS}.Counting", menu=False),
        Page(name="readers.imports", path="imports/", view=f"{VIEWS}.ImportList", menu=False),
        Page(name="readers.add_import", path="imports/add/", view=f"{VIEWS}.AddImport", menu=False),
        Page(name="readers.import_page", path="imports/<int:pk>/", view=f"{VIEWS}.ImportPage", menu=False),
        Page(
            name="readers.tags",
            path="tags/",
            view=f"{VIEWS}.TagList",
            label=_("Tags of readers"),
            icon="tag",
            permission="readers.view_tag",
        ),
        Page(name="readers.add_tag", path="tags/add/", view=f"{VIEWS}.TagEditor", menu=False),
        Page(name="readers.tag_editor", path="tags/<int:pk>/", view=f"{VIEWS}.TagEditor", menu=False),
    ],
    schedule=[
        Job(name="readers.follow", cron="* * * * *", task="houtai.core.readers.tasks.follow", until=CHANGES),
        Job(
            name="readers.refresh",
            cron="*/5 * * * *",
            task="houtai.core.readers.tasks.refresh_audiences",
            until=CHANGES,
        ),
        Job(name="readers.tidy", cron="40 4 * * *", task="houtai.core.readers.tasks.tidy"),
    ],
    roles={
        "Managers": [
            *WORK,
            "readers.delete_reader",
            "readers.export_reader",
            "readers.delete_audience",
            "readers.delete_tag",
        ],
        "Operators": WORK,
        "Viewers": SEE,
    },
)
