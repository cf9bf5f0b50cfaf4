from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SUPPORT, Module
from houtai.core.catalog.words import CHANGES, Job, Page
from houtai.core.work import requests, site

module = Module(
    name="work",
    label=_("Work"),
    icon="list-ul",
    order=10,
    direction=SUPPORT,
    api="houtai.core.work.api.undoing.router",
    actions=[requests.Ask, requests.Approve, requests.Refuse, site.ChangeSite],
    queues=[requests.Requested],
    pages=[
        Page(
            name="work.queues", path="queues/", view="houtai.core.work.views.Queues", label=_("Queues"), icon="list-ul"
        ),
        Page(name="work.queue", path="queues/<slug:slug>/", view="houtai.core.work.views.QueuePage", menu=False),
        Page(name="work.undo", path="undo/<int:pk>/", view="houtai.core.work.views.Undo", menu=False),
        Page(
            name="work.undo_batch", path="undo/batch/<slug:batch>/", view="houtai.core.work.views.UndoBatch", menu=False
        ),
        Page(name="work.act", path="act/<str:action>/<str:key>/", view="houtai.core.work.views.Act", menu=False),
        Page(name="work.touch", path="touch/", view="houtai.core.work.views.TouchReport", menu=False),
        Page(
            name="work.decisions",
            path="decisions/",
            view="houtai.core.work.views.DecisionLog",
            label=_("Decision log"),
            icon="history",
            permission="work.view_decision",
        ),
        Page(
            name="work.site",
            path="site/",
            view="houtai.core.work.views.site.SitePage",
            label=_("Site"),
            icon="site",
            permission="work.change_site",
        ),
        Page(name="work.decision", path="decisions/<int:pk>/", view="houtai.core.work.views.DecisionPage", menu=False),
    ],
    schedule=[Job(name="work.seal", cron="*/5 * * * *", task="houtai.core.work.tasks.seal_decisions", until=CHANGES)],
    roles={
        "Managers": ["work.view_decision", "work.decide_request", "work.change_site"],
        "Operators": ["work.view_decision"],
        "Viewers": ["work.view_decision"],
    },
)
