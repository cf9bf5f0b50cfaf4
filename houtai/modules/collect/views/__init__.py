from houtai.modules.collect.views import bulk
from houtai.modules.collect.views.drafts import DraftPage, Drafts
from houtai.modules.collect.views.editing import AddSource, EditSource
from houtai.modules.collect.views.entries import Entries
from houtai.modules.collect.views.following import Following, PreviewPage
from houtai.modules.collect.views.many import AddSources, export_sources
from houtai.modules.collect.views.sample import sample_picture
from houtai.modules.collect.views.single import AddPage
from houtai.modules.collect.views.source import SourcePage
from houtai.modules.collect.views.sources import Sources

__all__ = [
    "AddPage",
    "AddSource",
    "AddSources",
    "DraftPage",
    "Drafts",
    "EditSource",
    "Entries",
    "Following",
    "PreviewPage",
    "SourcePage",
    "Sources",
    "bulk",
    "export_sources",
    "sample_picture",
]
