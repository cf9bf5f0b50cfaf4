from django.utils.translation import gettext_lazy as _

from houtai.core.catalog.module import PROFIT, Module
from houtai.core.catalog.words import Job, Page
from houtai.modules.developers import actions

VIEWS = "houtai.modules.developers.views"
KEYS = ["developers.view_key", "developers.add_key"]

module = Module(
    name="developers",
    label=_("Developers"),
    about=_("Other programs: they read and write with keys, and are told by webhooks what was decided."),
    icon="code",
    order=85,
    direction=PROFIT,
    pages=[
        Page(
            name="developers.keys",
            path="keys/",
            view=f"{VIEWS}.Keys",
            label=_("API keys"),
            icon="key",
            permission="developers.view_key",
        ),
        Page(name="developers.add_key", path="keys/add/", view=f"{VIEWS}.AddKey", menu=False),
        Page(
            name="developers.webhooks",
            path="webhooks/",
            view=f"{VIEWS}.Webhooks",
            label=_("Webhooks"),
            icon="link-external",
            permission="developers.view_webhook",
        ),
        Page(name="developers.add_webhook", path="webhooks/add/", view=f"{VIEWS}.AddWebhook", menu=False),
        Page(name="developers.webhook", path="webhooks/<int:pk>/", view=f"{VIEWS}.WebhookPage", menu=False),
    ],
    actions=[
        actions.MakeKey,
        actions.RevokeKey,
        actions.MakeWebhook,
        actions.PauseWebhook,
        actions.ResumeWebhook,
        actions.DeleteWebhook,
        actions.SendTest,
        actions.SendAgain,
    ],
    schedule=[
        Job(
            name="developers.send",
            cron="* * * * *",
            task="houtai.modules.developers.tasks.send",
            until="houtai.modules.developers.models.foreseen.next_delivery",
        ),
    ],
    roles={
        "Managers": [
            *KEYS,
            "developers.change_key",
            *(f"developers.{verb}_webhook" for verb in ("view", "add", "change")),
        ],
        "Operators": KEYS,
        "Editors": KEYS,
    },
)
