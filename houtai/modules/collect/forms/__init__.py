from houtai.modules.collect.forms.entries import EntryForm
from houtai.modules.collect.forms.merging import MergeForm
from houtai.modules.collect.forms.moving import FollowForm, MoveForm
from houtai.modules.collect.forms.pages import PageForm
from houtai.modules.collect.forms.sources import SourceForm

__all__ = ["EntryForm", "FollowForm", "MergeForm", "MoveForm", "PageForm", "SourceForm"]
