from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import SAVING, Module
from houtai.core.catalog.words import Job
from houtai.modules.push import actions

SEES = ["push.view_push", "push.view_delivery", "push.view_policy"]
SENDS = [*SEES, "push.send_push", "readers.view_audience"]

module = Module(
    name="push",
    label=_("Push"),
    about=_("Articles sent to the readers who want them, by web push, e-mail and webhook."),
    icon="mail",
    order=40,
    direction=SAVING,
    actions=[actions.Send, actions.Stop, actions.Test],
    schedule=[
        Job(name="push.plan", cron="* * * * *", task="houtai.modules.push.tasks.plan"),
        Job(name="push.record", cron="* * * * *", task="houtai.modules.push.tasks.record_assignments"),
        Job(name="push.deliver", cron="* * * * *", task="houtai.modules.push.tasks.deliver"),
    ],
    roles={"Managers": [*SENDS, "push.change_policy"], "Operators": SENDS, "Viewers": SEES},
)
