"""What can be done to articles and to what they are sorted by."""

from houtai.modules.content.actions.accepting import (
    Accept,
    Giveback,
    Take,
)
from houtai.modules.content.actions.articles import (
    Correct,
    Delete,
    Publish,
    Revise,
    Schedule,
    SettleHeadline,
    Uncorrect,
    Unpublish,
    Unschedule,
    Write,
)
from houtai.modules.content.actions.assigning import (
    Assign,
)
from houtai.modules.content.actions.changing import (
    Place,
    Tag,
)
from houtai.modules.content.actions.copying import (
    Duplicate,
    RemoveCopy,
)
from houtai.modules.content.actions.lists import (
    AddAuthor,
    AddColumn,
    AddSeries,
    BringBackAuthor,
    BringBackColumn,
    BringBackSeries,
    ChangeAuthor,
    ChangeColumn,
    ChangeSeries,
    DeleteAuthor,
    DeleteColumn,
    DeleteSeries,
    RemoveAuthor,
    RemoveColumn,
    RemoveSeries,
)
from houtai.modules.content.actions.pinning import (
    PinArticle,
    UnpinArticle,
)
from houtai.modules.content.actions.rescheduling import (
    Reschedule,
)
from houtai.modules.content.actions.reviewing import (
    Approve,
    CancelReview,
    Reject,
    Reopen,
    Submit,
)
from houtai.modules.content.actions.static_pages import (
    AddPage,
    BringBackPage,
    ChangePage,
    DeletePage,
    PublishPage,
    RemovePage,
    WithdrawPage,
)
from houtai.modules.content.actions.tags import (
    MergeTag,
    UnmergeTag,
)

__all__ = [
    "Accept",
    "AddAuthor",
    "AddColumn",
    "AddPage",
    "AddSeries",
    "Approve",
    "Assign",
    "BringBackAuthor",
    "BringBackColumn",
    "BringBackPage",
    "BringBackSeries",
    "CancelReview",
    "ChangeAuthor",
    "ChangeColumn",
    "ChangePage",
    "ChangeSeries",
    "Correct",
    "Delete",
    "DeleteAuthor",
    "DeleteColumn",
    "DeletePage",
    "DeleteSeries",
    "Duplicate",
    "Giveback",
    "MergeTag",
    "PinArticle",
    "Place",
    "Publish",
    "PublishPage",
    "Reject",
    "RemoveAuthor",
    "RemoveColumn",
    "RemoveCopy",
    "RemovePage",
    "RemoveSeries",
    "Reopen",
    "Reschedule",
    "Revise",
    "Schedule",
    "SettleHeadline",
    "Submit",
    "Tag",
    "Take",
    "Uncorrect",
    "UnmergeTag",
    "UnpinArticle",
    "Unpublish",
    "Unschedule",
    "WithdrawPage",
    "Write",
]
