from houtai.modules.rankings.views.hot import HotList
from houtai.modules.rankings.views.rule import RulePage

__all__ = ["HotList", "RulePage"]
