from houtai.core.work.views.act import Act, Undo, UndoBatch
from houtai.core.work.views.log import DecisionLog, DecisionPage
from houtai.core.work.views.queue import QueuePage
from houtai.core.work.views.queues import Queues
from houtai.core.work.views.touch import TouchReport
from houtai.core.work.views.waiting import Waiting

__all__ = ["Act", "DecisionLog", "DecisionPage", "QueuePage", "Queues", "TouchReport", "Undo", "UndoBatch", "Waiting"]
