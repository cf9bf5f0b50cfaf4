"""Words from the workspace's own lists."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from houtai.core.text.matching import matcher
from houtai.modules.content.models.checks.check import Check, Piece, Remark
from houtai.modules.content.models.word_list import WordList

MOST = 10


class ListedWords(Check):
    name = "words"

    def look(self, piece: Piece) -> Iterator[Remark]:
        headlines = [headline.text for headline in piece.article.headlines.all()]
        text = "\n".join([piece.article.title, *headlines, piece.article.summary, piece.text])
        for kept in WordList.objects.order_by("-forbids", "name"):
            if found := matcher(kept.words).find(text):
                said = {"list": kept.name, "words": _(", ").join(found[:MOST])}
                yield self.remark(sentence(kept) % said, hard=kept.forbids)


def sentence(kept: WordList) -> str:
    if kept.forbids:
        return _("Words of the list “%(list)s” are never published: %(words)s.")
    return _("Look again at words of the list “%(list)s”: %(words)s.")
