from houtai.modules.collect.models.books import Books
from houtai.modules.collect.models.draft import Draft
from houtai.modules.collect.models.entry import Entry, Refusal
from houtai.modules.collect.models.fetch import Fetch
from houtai.modules.collect.models.host import Host
from houtai.modules.collect.models.preview import Preview
from houtai.modules.collect.models.source import Source

__all__ = ["Books", "Draft", "Entry", "Fetch", "Host", "Preview", "Refusal", "Source"]
