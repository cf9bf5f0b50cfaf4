from houtai.modules.rankings.models.place import Place
from houtai.modules.rankings.models.ranking import Ranking, refresh

__all__ = ["Place", "Ranking", "refresh"]
