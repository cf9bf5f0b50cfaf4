from houtai.core.readers.views.audiences import AudienceEditor, AudienceList, Members
from houtai.core.readers.views.counting import Counting
from houtai.core.readers.views.imports import AddImport, ImportList, ImportPage
from houtai.core.readers.views.readers import ReaderExport, ReaderList, ReaderPage
from houtai.core.readers.views.tags import TagEditor, TagList

__all__ = [
    "AddImport",
    "AudienceEditor",
    "AudienceList",
    "Counting",
    "ImportList",
    "ImportPage",
    "Members",
    "ReaderExport",
    "ReaderList",
    "ReaderPage",
    "TagEditor",
    "TagList",
]
