from houtai.modules.value.metrics.reuse import Reuse
from houtai.modules.value.metrics.touch import TouchPerDecision

__all__ = ["Reuse", "TouchPerDecision"]
