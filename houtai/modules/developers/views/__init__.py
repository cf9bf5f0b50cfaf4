from houtai.modules.developers.views.keys import AddKey, Keys
from houtai.modules.developers.views.webhook import WebhookPage
from houtai.modules.developers.views.webhooks import AddWebhook, Webhooks

__all__ = ["AddKey", "AddWebhook", "Keys", "WebhookPage", "Webhooks"]
