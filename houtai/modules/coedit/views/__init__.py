from houtai.modules.coedit.views.guests import GuestPage, disinvite
from houtai.modules.coedit.views.library import chosen
from houtai.modules.coedit.views.people import people
from houtai.modules.coedit.views.pictures import picture
from houtai.modules.coedit.views.shown import shown
from houtai.modules.coedit.views.versions import Versions, restore

__all__ = ["GuestPage", "Versions", "chosen", "disinvite", "people", "picture", "restore", "shown"]
