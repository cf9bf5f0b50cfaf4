"""What a page says about itself in its text, for readers: who wrote it and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from houtai.modules.collect.client.article.lines import leaves
from houtai.modules.collect.client.article.marks import is_unseen, name
from houtai.modules.collect.client.article.stripping import said
from houtai.modules.collect.client.article.wording import MOMENT

DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*日?")
CLOCK = re.compile(r"^[\sT]*(\d{1,2})\s*[:：]\s*(\d{2})(?:\s*[:：]\s*(\d{2}))?")
LABEL = re.compile(r"(发布|发表|刊登|更新|上传)?(时间|日期|于)\s*[:：]?\s*$")
NAMED = re.compile(r"time|date|pub|info|source|meta|rq|shijian|riqi", re.IGNORECASE)
WRITER = re.compile(
    r"(?:作\s*者|撰\s*文|文\s*字|本报记者|采写|通讯员|记者)\s*[:：]\s*([^\s:：|｜/,，;；。()（）【】\[\]]{2,20}?)"
    r"(?=$|[\s:：|｜/,，;；。()（）【】\[\]]|时间|来源|编辑|日期)|^\W{0,2}文\s*[/／|｜丨:：]\s*([^\s|｜/]{2,20})"
)
BY = re.compile(r"^\W*((posted|written) )?by\b\s*[:：]?\s*|^\W*(作\s*者|文|撰文|记者)\s*[:：/／|｜]\s*", re.IGNORECASE)
CUT = re.compile(
    r"(发布|更新|发表)?(时间|日期|于)\s*[:：]|来源\s*[:：]|责任?编辑?|(19|20)\d\d[-/.年]|总篇数|\s[|·•]\s"
    r"|\b(published|updated|posted|on) \w+ \d",
    re.IGNORECASE,
)
NO_NAME = re.compile(
    r"https?:|@|版权|声明|转载|复制|关注|\d{3}"
    r"|^(admin|administrator|editor|网络整理|未知|佚名|匿名|本站原创)$",
    re.IGNORECASE,
)
LONGEST_NAME = 60
SHORT = 120
FIRST = 400


def moments(body: Any) -> Iterator[str]:
    """Times in the page's short lines as ISO 8601 without a zone, the most trustworthy first."""
    found = [one for leaf in short_lines(body) for one in dated(leaf)]
    yield from (moment for _, moment in sorted(found, key=lambda one: -one[0]))


def short_lines(body: Any) -> Iterator[Any]:
    for leaf in leaves(body)[:FIRST]:
        if 0 < len(" ".join(said(leaf).split())) <= SHORT and not is_unseen(leaf):
            yield leaf


def dated(leaf: Any) -> Iterator[tuple[int, str]]:
    words = " ".join(said(leaf).split())
    for day in DAY.finditer(words):
        clock = CLOCK.match(words[day.end() :])
        marked = bool(LABEL.search(words[: day.start()])) or any(map(NAMED.search, names(leaf)))
        trust = 2 * bool(clock) + marked + bool(MOMENT.fullmatch(words))
        if trust:
            yield trust, iso(day, clock)


def names(leaf: Any) -> list[str]:
    return [name(element) for element in (leaf, *leaf.iterchildren(), leaf.getparent()) if element is not None]


def iso(day: re.Match[str], clock: re.Match[str] | None) -> str:
    year, month, date = (int(part) for part in day.groups())
    hour, minute, second = (int(part or 0) for part in clock.groups()) if clock else (0, 0, 0)
    return f"{year:04}-{month:02}-{date:02}T{hour:02}:{minute:02}:{second:02}"


def writer(body: Any) -> str:
    """A name after "作者：" and its like in one of the page's short lines, or ""."""
    for leaf in short_lines(body):
        if found := WRITER.search(" ".join(said(leaf).split())):
            return person(found[1] or found[2])
    return ""


def person(words: str) -> str:
    """The name alone in a byline, or "" when it is more than names."""
    named = BY.sub("", CUT.split(" ".join(words.split()))[0]).strip(" ,，|·-–—:：[]【】")
    named = named if len(named) <= LONGEST_NAME else named.partition(",")[0]
    return "" if len(named) > LONGEST_NAME or NO_NAME.search(named) else named
