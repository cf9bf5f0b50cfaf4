"""The editor's form, and what actions ask for."""

from houtai.modules.content.forms.articles import (
    ArticleForm,
    AssignForm,
    AssignManyForm,
    CorrectionForm,
    ExportForm,
    HeadlineForm,
    ImportForm,
    MergeTagForm,
    RejectForm,
    WithdrawalForm,
)
from houtai.modules.content.forms.many import PlaceForm, ScheduleForm, TagForm

__all__ = [
    "ArticleForm",
    "AssignForm",
    "AssignManyForm",
    "CorrectionForm",
    "ExportForm",
    "HeadlineForm",
    "ImportForm",
    "MergeTagForm",
    "PlaceForm",
    "RejectForm",
    "ScheduleForm",
    "TagForm",
    "WithdrawalForm",
]
