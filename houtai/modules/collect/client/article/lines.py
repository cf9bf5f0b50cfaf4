"""Lines that stand in articles and are none of them: adverts, "read more", calls to follow, data about the text.

A pattern alone never condemns a sentence: a line has to be short, and most have to stand at the start or the end.
"""

from __future__ import annotations

from typing import Any

from houtai.modules.collect.client.article.measures import size
from houtai.modules.collect.client.article.stripping import alike, said
from houtai.modules.collect.client.article.wording import ABOUT, ANYWHERE, AT_THE_EDGE, LEADS, MOMENT, URGING

BLOCKS = (
    *("p", "li", "h2", "h3", "h4", "h5", "h6", "div", "section", "figcaption", "pre", "td", "th"),
    *("blockquote", "dd", "dt"),
)
SENTENCE_ENDS = ("。", "？", "！", "?", "!")
CELLS = ("td", "th")
MARKS = "【[■▲►>・·* "
LONGEST = 120
LONGEST_LEAD = 60
LINKED = 0.7
FEW = 3
FIRST, LAST = 4, 6


def drop_lines(root: Any, *, title: str) -> None:
    for lead in [leaf for leaf in leaves(root) if is_lead(leaf)]:
        if lead.getparent() is not None:
            drop_lead(lead)
    found = leaves(root)
    first, last = min(FIRST, max(2, len(found) // 3)), min(LAST, max(2, len(found) // 4))
    for place, leaf in enumerate(found):
        words = " ".join(said(leaf).split())
        early, late = place < first, place >= len(found) - last
        if words and size(words) <= LONGEST and is_furniture(leaf, words, early=early, late=late, title=title):
            leaf.drop_tree()


def leaves(root: Any) -> list[Any]:
    """Blocks that hold no other block, in order; the root is none."""
    found = list(root.iter(*BLOCKS))
    holders = {above for element in found for above in element.iterancestors()}
    return [element for element in found if element not in holders and element is not root]


def is_lead(leaf: Any) -> bool:
    words = " ".join(said(leaf).split())
    short = 0 < size(words) <= LONGEST * 2 and not is_in_cell(leaf)
    return short and bool(LEADS.match(words.lstrip(MARKS)))


def is_in_cell(leaf: Any) -> bool:
    return leaf.tag in CELLS or next(leaf.iterancestors(*CELLS), None) is not None


def drop_lead(lead: Any) -> None:
    """A line that announces links goes with the links after it, or stays when none follow and it holds none itself."""
    lead, doomed = alone(lead), []
    after = lead.getnext()
    while after is not None and is_linked(after):
        doomed.append(after)
        after = after.getnext()
    if (doomed and size(said(lead)) <= LONGEST_LEAD) or is_linked(lead, least=0.4):
        for element in (lead, *doomed):
            element.drop_tree()


def alone(lead: Any) -> Any:
    """The outermost box around a line that says no more than it does."""
    words = said(lead).split()
    for above in lead.iterancestors():
        if above.getparent() is None or len(above) > FEW or above.find(".//img") is not None:
            break
        if said(above).split() != words:
            break
        lead = above
    return lead


def is_linked(element: Any, *, least: float = LINKED) -> bool:
    whole = len("".join(said(element).split()))
    linked = sum(len("".join(said(link).split())) for link in element.iter("a"))
    return whole > 0 and linked >= whole * least


def is_furniture(leaf: Any, words: str, *, early: bool, late: bool, title: str) -> bool:
    if leaf.find(".//img") is not None or leaf.tag == "pre" or is_in_cell(leaf):
        return False
    if ANYWHERE.fullmatch(words):
        return True
    if (early or late) and AT_THE_EDGE.search(words) and (not words.endswith("。") or URGING.search(words)):
        return True
    about = ABOUT.match(words) and not words.endswith(SENTENCE_ENDS)
    return early and bool(about or MOMENT.fullmatch(words) or is_title(words, title))


def is_title(words: str, title: str) -> bool:
    """Whether a line repeats the title, which pages cut short in places, and says hardly more."""
    return words == title or (alike(words, title) and alike(title, words))
