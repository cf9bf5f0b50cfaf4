"""Players of other sites within a text. What is stored is the address of a page, of a provider that the table knows."""

from houtai.core.text.embeds.providers import ORIGINS, Player, page, player

__all__ = ["ORIGINS", "Player", "page", "player"]
