from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SAVING, Module
from houtai.core.catalog.words import Job
from houtai.modules.collect import actions, queues

module = Module(
    name="collect",
    label=_("Collection"),
    about=_("Feeds and the pages behind them become cleaned drafts by themselves, never twice."),
    icon="download",
    order=30,
    direction=SAVING,
    actions=[
        actions.Pause,
        actions.Resume,
        actions.Refresh,
        actions.Move,
        actions.Merge,
        actions.Unmerge,
        actions.Skip,
        actions.Restore,
    ],
    queues=[queues.Drafts],
    schedule=[Job(name="collect.due", cron="* * * * *", task="houtai.modules.collect.tasks.collect_due")],
    roles={
        "Managers": [
            "collect.view_source",
            "collect.add_source",
            "collect.change_source",
            "collect.view_draft",
            "collect.decide_draft",
            "collect.view_entry",
        ],
        "Operators": ["collect.view_source", "collect.view_draft", "collect.decide_draft", "collect.view_entry"],
        "Editors": ["collect.view_source", "collect.view_draft"],
        "Viewers": ["collect.view_source"],
    },
)
