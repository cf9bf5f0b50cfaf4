from houtai.core.work.views.act import Act
from houtai.core.work.views.log import DecisionLog, DecisionPage
from houtai.core.work.views.queue import QueuePage
from houtai.core.work.views.queues import Queues
from houtai.core.work.views.touch import TouchReport
from houtai.core.work.views.undo import Undo, UndoBatch

__all__ = ["Act", "DecisionLog", "DecisionPage", "QueuePage", "Queues", "TouchReport", "Undo", "UndoBatch"]
