from houtai.modules.strategies.models.run import Look, Run
from houtai.modules.strategies.models.standing import Stage, Standing
from houtai.modules.strategies.models.strategy import Strategy

__all__ = ["Look", "Run", "Stage", "Standing", "Strategy"]
