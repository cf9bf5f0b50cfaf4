from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SAVING, Module
from houtai.core.catalog.words import CHANGES, Job, Page
from houtai.modules.rankings.candidates import Hot

VIEWS = "houtai.modules.rankings.views"
SEE = ["rankings.view_place", "rankings.view_ranking"]

module = Module(
    name="rankings",
    label=_("Rankings"),
    about=_("What readers read now: one definition for the desk, the public, feeds and strategies."),
    icon="order",
    order=35,
    direction=SAVING,
    urls="houtai.modules.rankings.urls",
    public=["rankings/public_panel.html"],
    candidates=[Hot],
    uses=["push.send", "content.headline"],
    pages=[
        Page(
            name="rankings.hot",
            path="",
            view=f"{VIEWS}.HotList",
            label=_("Hot articles"),
            icon="order",
            permission="rankings.view_place",
        ),
        Page(
            name="rankings.rule",
            path="rule/",
            view=f"{VIEWS}.RulePage",
            label=_("How it is ranked"),
            icon="help",
            permission="rankings.view_ranking",
        ),
    ],
    schedule=[
        Job(
            name="rankings.refresh",
            cron="* * * * *",
            task="houtai.modules.rankings.tasks.refresh_rankings",
            until=CHANGES,
        ),
    ],
    roles={
        "Managers": [*SEE, "rankings.change_ranking"],
        "Operators": SEE,
        "Editors": SEE,
        "Viewers": SEE,
    },
)
