from houtai.modules.coedit.models.comment import Comment
from houtai.modules.coedit.models.guest import Guest
from houtai.modules.coedit.models.mention import Mention
from houtai.modules.coedit.models.notice import Notice
from houtai.modules.coedit.models.picture import GuestPicture
from houtai.modules.coedit.models.room import Room
from houtai.modules.coedit.models.thread import Thread
from houtai.modules.coedit.models.update import Stale, Update
from houtai.modules.coedit.models.version import Version
from houtai.modules.coedit.models.writer import Writer

__all__ = [
    "Comment",
    "Guest",
    "GuestPicture",
    "Mention",
    "Notice",
    "Room",
    "Stale",
    "Thread",
    "Update",
    "Version",
    "Writer",
]
