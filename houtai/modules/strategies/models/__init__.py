from houtai.modules.strategies.models.effect import Effect
from houtai.modules.strategies.models.look import Look, Run
from houtai.modules.strategies.models.run import tick
from houtai.modules.strategies.models.standing import Stage, Standing
from houtai.modules.strategies.models.strategy import Strategy
from houtai.modules.strategies.models.trial import Trial

__all__ = ["Effect", "Look", "Run", "Stage", "Standing", "Strategy", "Trial", "tick"]
