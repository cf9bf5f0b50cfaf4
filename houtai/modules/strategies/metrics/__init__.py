"""What strategies are worth: people's time they saved, and visits they brought."""

from houtai.modules.strategies.metrics.labour import LabourSaved
from houtai.modules.strategies.metrics.sending import SendingSaved
from houtai.modules.strategies.metrics.visits import VisitsGained

__all__ = ["LabourSaved", "SendingSaved", "VisitsGained"]
