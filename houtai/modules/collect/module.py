from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houtai.core.catalog.module import SAVING, Module
from houtai.core.catalog.words import Job, Page
from houtai.modules.collect import actions, queues

module = Module(
    name="collect",
    label=pgettext_lazy("module", "Collection"),
    about=_("Feeds and the pages behind them become cleaned drafts by themselves, never twice."),
    icon="download",
    order=30,
    direction=SAVING,
    actions=[
        actions.Pause,
        actions.Resume,
        actions.Refresh,
        actions.Move,
        actions.Follow,
        actions.Drop,
        actions.BringBack,
        actions.TakeEntry,
        actions.LeaveEntry,
        actions.Merge,
        actions.Unmerge,
        actions.Skip,
        actions.Restore,
    ],
    queues=[queues.Drafts],
    urls="houtai.modules.collect.urls",
    pages=[
        Page(
            name="collect.sources",
            path="sources/",
            view="houtai.modules.collect.views.Sources",
            label=_("Sources"),
            icon="download",
            permission="collect.view_source",
        ),
        Page(name="collect.add_source", path="sources/add/", view="houtai.modules.collect.views.AddSource", menu=False),
        Page(
            name="collect.add_sources",
            path="sources/import/",
            view="houtai.modules.collect.views.AddSources",
            menu=False,
        ),
        Page(
            name="collect.export_sources",
            path="sources/opml/",
            view="houtai.modules.collect.views.export_sources",
            menu=False,
        ),
        Page(
            name="collect.source", path="sources/<int:pk>/", view="houtai.modules.collect.views.SourcePage", menu=False
        ),
        Page(
            name="collect.edit_source",
            path="sources/<int:pk>/edit/",
            view="houtai.modules.collect.views.EditSource",
            menu=False,
        ),
        Page(
            name="collect.following",
            path="sources/<int:pk>/links/",
            view="houtai.modules.collect.views.Following",
            menu=False,
        ),
        Page(
            name="collect.preview",
            path="sources/<int:pk>/preview/",
            view="houtai.modules.collect.views.PreviewPage",
            menu=False,
        ),
        Page(name="collect.add_page", path="pages/add/", view="houtai.modules.collect.views.AddPage", menu=False),
        Page(
            name="collect.drafts",
            path="drafts/",
            view="houtai.modules.collect.views.Drafts",
            label=_("Drafts"),
            icon="doc-empty",
            permission="collect.view_draft",
        ),
        Page(name="collect.draft", path="drafts/<int:pk>/", view="houtai.modules.collect.views.DraftPage", menu=False),
        Page(
            name="collect.entries",
            path="entries/",
            view="houtai.modules.collect.views.Entries",
            label=_("Duplicates and refusals"),
            icon="bin",
            permission="collect.view_entry",
        ),
    ],
    schedule=[
        Job(
            name="collect.due",
            cron="* * * * *",
            task="houtai.modules.collect.tasks.collect_due",
            until="houtai.modules.collect.models.foreseen.next_look",
        ),
        Job(name="collect.tidy", cron="41 3 * * *", task="houtai.modules.collect.tasks.tidy_looks"),
    ],
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
