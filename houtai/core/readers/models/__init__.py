from houtai.core.readers.models.address import Address, Channel, Consent
from houtai.core.readers.models.audience import Audience
from houtai.core.readers.models.bitmap import Bitmap, everybody
from houtai.core.readers.models.erasure import Erasure
from houtai.core.readers.models.importing import Change, Import, ImportState
from houtai.core.readers.models.position import Position
from houtai.core.readers.models.reader import Reader, Visitor
from houtai.core.readers.models.tag import ReaderTag, Tag

__all__ = [
    "Address",
    "Audience",
    "Bitmap",
    "Change",
    "Channel",
    "Consent",
    "Erasure",
    "Import",
    "ImportState",
    "Position",
    "Reader",
    "ReaderTag",
    "Tag",
    "Visitor",
    "everybody",
]
