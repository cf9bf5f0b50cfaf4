from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SUPPORT, Module
from houtai.core.catalog.words import CHANGES, Job, Page
from houtai.modules.insight.views.panel import Traffic

VIEWS = "houtai.modules.insight.views"
SEE = "insight.view_day"

module = Module(
    name="insight",
    label=_("Insight"),
    about=_("How many read what, where they come from, and what has changed."),
    icon="view",
    order=55,
    direction=SUPPORT,
    panels=[Traffic],
    pages=[
        Page(
            name="insight.traffic",
            path="",
            view=f"{VIEWS}.TrafficPage",
            label=_("Traffic"),
            icon="view",
            permission=SEE,
        ),
        Page(name="insight.subject", path="subject/<int:pk>/", view=f"{VIEWS}.SubjectPage", menu=False),
        Page(name="insight.export", path="export/", view=f"{VIEWS}.Export", menu=False),
    ],
    schedule=[
        Job(name="insight.count_days", cron="* * * * *", task="houtai.modules.insight.tasks.count_days", until=CHANGES),
    ],
    roles={role: [SEE] for role in ("Managers", "Operators", "Editors", "Viewers")},
)
