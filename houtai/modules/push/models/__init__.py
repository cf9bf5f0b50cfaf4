from houtai.modules.push.models.batch import Batch
from houtai.modules.push.models.delivery import Delivery, DeliveryState
from houtai.modules.push.models.policy import Policy
from houtai.modules.push.models.push import Push, PushState

__all__ = ["Batch", "Delivery", "DeliveryState", "Policy", "Push", "PushState"]
