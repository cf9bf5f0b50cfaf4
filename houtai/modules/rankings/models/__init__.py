from houtai.modules.rankings.models.place import Place
from houtai.modules.rankings.models.ranking import Ranking, refresh
from houtai.modules.rankings.models.reached import Reached
from houtai.modules.rankings.models.votes import Votes

__all__ = ["Place", "Ranking", "Reached", "Votes", "refresh"]
