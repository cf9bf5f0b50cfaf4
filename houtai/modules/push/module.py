from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SAVING, Module
from houtai.core.catalog.words import Job, Page
from houtai.modules.push import actions
from houtai.modules.push.blocks import PushBlock
from houtai.modules.push.views.panel import TodaysPushes

VIEWS = "houtai.modules.push.views"

SEES = ["push.view_push", "push.view_delivery", "push.view_policy"]
SENDS = [*SEES, "push.send_push", "readers.view_audience"]

module = Module(
    name="push",
    label=_("Push"),
    about=_("Articles sent to the readers who want them, by web push, e-mail and webhook."),
    icon="mail",
    order=40,
    direction=SAVING,
    uses=["rankings.hot"],
    actions=[actions.Send, actions.Stop, actions.Test, actions.Change],
    urls="houtai.modules.push.urls",
    public=["push/public_panel.html"],
    panels=[TodaysPushes],
    blocks=[PushBlock],
    pages=[
        Page(
            name="push.console",
            path="new/",
            view=f"{VIEWS}.Console",
            label=_("New push"),
            icon="plus",
            permission="push.send_push",
        ),
        Page(
            name="push.pushes",
            path="",
            view=f"{VIEWS}.Pushes",
            label=_("Pushes"),
            icon="mail",
            permission="push.view_push",
        ),
        Page(
            name="push.deliveries",
            path="deliveries/",
            view=f"{VIEWS}.Deliveries",
            label=_("Delivery log"),
            icon="list-ul",
            permission="push.view_delivery",
        ),
        Page(
            name="push.attention",
            path="attention/",
            view=f"{VIEWS}.Attention",
            label=_("Attention"),
            icon="view",
            permission="push.view_delivery",
        ),
        Page(
            name="push.policy",
            path="policy/",
            view=f"{VIEWS}.PolicyPage",
            label=_("Policy"),
            icon="cog",
            permission="push.view_policy",
        ),
        Page(name="push.stop", path="stop/", view=f"{VIEWS}.StopPushes", menu=False),
        Page(name="push.push", path="<int:pk>/", view=f"{VIEWS}.PushPage", menu=False),
        Page(name="push.why", path="<int:pk>/why/", view=f"{VIEWS}.Why", menu=False),
    ],
    schedule=[
        Job(
            name="push.plan",
            cron="* * * * *",
            task="houtai.modules.push.tasks.plan",
            until="houtai.modules.push.models.foreseen.next_plan",
        ),
        Job(
            name="push.record",
            cron="* * * * *",
            task="houtai.modules.push.tasks.record_assignments",
            until="houtai.modules.push.models.foreseen.next_record",
        ),
        Job(
            name="push.deliver",
            cron="* * * * *",
            task="houtai.modules.push.tasks.deliver",
            until="houtai.modules.push.models.foreseen.next_delivery",
        ),
    ],
    roles={"Managers": [*SENDS, "push.change_policy"], "Operators": SENDS, "Viewers": SEES},
)
