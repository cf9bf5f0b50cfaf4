from houtai.modules.developers.models.delivery import Delivery, DeliveryState
from houtai.modules.developers.models.key import Key
from houtai.modules.developers.models.webhook import Webhook

__all__ = ["Delivery", "DeliveryState", "Key", "Webhook"]
