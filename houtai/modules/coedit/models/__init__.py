from houtai.modules.coedit.models.guest import Guest
from houtai.modules.coedit.models.mention import Mention
from houtai.modules.coedit.models.room import Room
from houtai.modules.coedit.models.update import Stale, Update
from houtai.modules.coedit.models.version import Version
from houtai.modules.coedit.models.writer import Writer

__all__ = ["Guest", "Mention", "Room", "Stale", "Update", "Version", "Writer"]
