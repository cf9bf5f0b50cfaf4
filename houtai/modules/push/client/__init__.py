"""The outside of push: one file for each channel."""

from houtai.core.workspaces.outside.receipt import Receipt
from houtai.modules.push.client.email import Email
from houtai.modules.push.client.message import Channel, Message
from houtai.modules.push.client.vapid import vapid
from houtai.modules.push.client.webhook import Webhook
from houtai.modules.push.client.webpush import WebPush

CHANNELS: dict[str, Channel] = {"webpush": WebPush(), "email": Email(), "webhook": Webhook()}

__all__ = ["CHANNELS", "Channel", "Message", "Receipt", "vapid"]
