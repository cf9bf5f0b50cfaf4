from houtai.modules.developers.actions.keys import MakeKey, RevokeKey
from houtai.modules.developers.actions.webhooks import (
    DeleteWebhook,
    MakeWebhook,
    PauseWebhook,
    ResumeWebhook,
    SendAgain,
    SendTest,
)

__all__ = [
    "DeleteWebhook",
    "MakeKey",
    "MakeWebhook",
    "PauseWebhook",
    "ResumeWebhook",
    "RevokeKey",
    "SendAgain",
    "SendTest",
]
