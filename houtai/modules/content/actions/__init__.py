"""What can be done to articles and their tags."""

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
    PublishPage,
    WithdrawPage,
)
from houtai.modules.content.actions.tags import (
    MergeTag,
    UnmergeTag,
)

__all__ = [
    "Accept",
    "Approve",
    "Assign",
    "CancelReview",
    "Correct",
    "Delete",
    "Duplicate",
    "Giveback",
    "MergeTag",
    "PinArticle",
    "Place",
    "Publish",
    "PublishPage",
    "Reject",
    "RemoveCopy",
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
