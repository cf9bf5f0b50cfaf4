from houtai.modules.push.views.attention import Attention
from houtai.modules.push.views.console import Console
from houtai.modules.push.views.deliveries import Deliveries
from houtai.modules.push.views.policy import PolicyPage
from houtai.modules.push.views.push import PushPage
from houtai.modules.push.views.pushes import Pushes
from houtai.modules.push.views.stop import StopPushes
from houtai.modules.push.views.why import Why

__all__ = ["Attention", "Console", "Deliveries", "PolicyPage", "PushPage", "Pushes", "StopPushes", "Why"]
