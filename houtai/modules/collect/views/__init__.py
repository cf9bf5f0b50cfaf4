from houtai.modules.collect.views.drafts import DraftPage, Drafts
from houtai.modules.collect.views.entries import Entries
from houtai.modules.collect.views.following import Following, PreviewPage
from houtai.modules.collect.views.sample import sample_picture
from houtai.modules.collect.views.sources import AddPage, AddSource, EditSource, SourcePage, Sources

__all__ = [
    "AddPage",
    "AddSource",
    "DraftPage",
    "Drafts",
    "EditSource",
    "Entries",
    "Following",
    "PreviewPage",
    "SourcePage",
    "Sources",
    "sample_picture",
]
