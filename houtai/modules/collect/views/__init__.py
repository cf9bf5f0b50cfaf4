from houtai.modules.collect.views.drafts import DraftPage, Drafts
from houtai.modules.collect.views.entries import Entries
from houtai.modules.collect.views.sample import sample_picture
from houtai.modules.collect.views.sources import AddSource, EditSource, SourcePage, Sources

__all__ = ["AddSource", "DraftPage", "Drafts", "EditSource", "Entries", "SourcePage", "Sources", "sample_picture"]
