"""What is looked at before an article is published. A new check is a class here and a name in `CHECKS`."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from houtai.core.work.errors import Refused
from houtai.modules.content.models.checks.check import Check, Piece, Remark
from houtai.modules.content.models.checks.foreign import ForeignPictures
from houtai.modules.content.models.checks.gone import GoneLinks
from houtai.modules.content.models.checks.headlines import RepeatedHeadline
from houtai.modules.content.models.checks.links import BrokenLinks, HiddenArticles
from houtai.modules.content.models.checks.near import SameDraft, SameText
from houtai.modules.content.models.checks.parts import NoCover, NoSource, NoSummary, NoText, ShortText
from houtai.modules.content.models.checks.pictures import SilentPictures
from houtai.modules.content.models.checks.talk import OpenTalk
from houtai.modules.content.models.checks.words import ListedWords

CHECKS: tuple[Check, ...] = (
    NoText(),
    ShortText(),
    NoSummary(),
    NoCover(),
    NoSource(),
    BrokenLinks(),
    GoneLinks(),
    HiddenArticles(),
    SilentPictures(),
    ForeignPictures(),
    ListedWords(),
    SameText(),
    SameDraft(),
    RepeatedHeadline(),
    OpenTalk(),
)


class NotReady(Refused):
    """Something of the article keeps it from being published."""

    @classmethod
    def because_of(cls, remarks: list[Remark]) -> NotReady:
        return cls(" ".join([_("This was not published."), *(str(remark.says) for remark in remarks)]))


def remarks(article: Any, *, user: Any = None) -> list[Remark]:
    """What is to be said about an article as it is in memory, be it a draft or public; to a user also what only those
    may know who see the same drafts.
    """
    piece = Piece(article, user=user)
    return [remark for check in CHECKS for remark in check.look(piece)]


__all__ = ["CHECKS", "Check", "NotReady", "Piece", "Remark", "remarks"]
