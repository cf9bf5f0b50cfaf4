"""Services on loopback that check what real ones check: for tests, the played day and trying by hand."""

from houtai.modules.push.sample.received import Received
from houtai.modules.push.sample.sinks import Sinks

__all__ = ["Received", "Sinks"]
