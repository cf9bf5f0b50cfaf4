from houtai.core.readers.views.audiences import AudienceEditor, AudienceList, Members
from houtai.core.readers.views.counting import Counting
from houtai.core.readers.views.readers import ReaderList, ReaderPage
from houtai.core.readers.views.tags import TagEditor, TagList

__all__ = [
    "AudienceEditor",
    "AudienceList",
    "Counting",
    "Members",
    "ReaderList",
    "ReaderPage",
    "TagEditor",
    "TagList",
]
