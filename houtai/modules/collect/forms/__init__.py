from houtai.modules.collect.forms.merging import MergeForm
from houtai.modules.collect.forms.moving import FollowForm, MoveForm
from houtai.modules.collect.forms.pages import PageForm
from houtai.modules.collect.forms.sources import SourceForm

__all__ = ["FollowForm", "MergeForm", "MoveForm", "PageForm", "SourceForm"]
