"""What the four sample sources publish in one day, and what each piece is really worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from houtai.modules.collect.sample.writing import Text, Writer, copied

# From here on, as a share of the day, the source that turns bad prints nothing but advertising.
TURN = 0.4


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What a good operator would see in a piece; never served.

    kind: report, brief, rough, copy (the same story said differently), twin (the same text), advert or empty;
    quality: 0 to 100; of: path of the piece that a copy or twin was made from.
    """

    kind: str
    quality: int
    of: str = ""


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """One sample source. `pieces`: how many of each kind it prints in a day; `sentences`: how long its reports are."""

    slug: str
    name: str
    language: str
    form: str
    charset: str
    pieces: dict[str, int]
    sentences: tuple[int, int]
    copies: str = ""
    turns_bad: bool = False

    @property
    def feed(self) -> str:
        return f"/{self.slug}/feed.xml"


OUTLETS = (
    Outlet(
        slug="harbour",
        name="Sample: Harbour Tech Weekly",
        language="en",
        form="rss",
        charset="utf-8",
        pieces={"report": 26, "rough": 5, "brief": 3},
        sentences=(14, 34),
    ),
    Outlet(
        slug="chenguang",
        name="示例：晨光科技",
        language="zh",
        form="rss",
        charset="utf-8",
        pieces={"report": 22, "rough": 4, "brief": 2},
        sentences=(10, 18),
    ),
    Outlet(
        slug="copper",
        name="Sample: Copper Lane Gadgets",
        language="en",
        form="rss",
        charset="utf-8",
        pieces={"report": 8, "brief": 2, "twin": 2, "copy": 2, "advert": 20},
        sentences=(10, 18),
        copies="harbour",
        turns_bad=True,
    ),
    Outlet(
        slug="matou",
        name="示例：码头快讯",
        language="zh",
        form="atom",
        charset="gb18030",
        pieces={"report": 8, "brief": 6, "twin": 4, "copy": 3, "empty": 3},
        sentences=(8, 14),
        copies="chenguang",
    ),
)
QUALITY = {
    "report": (75, 98),
    "rough": (50, 65),
    "brief": (15, 35),
    "copy": (40, 60),
    "twin": (40, 60),
    "advert": (0, 8),
    "empty": (0, 0),
}


@dataclass(frozen=True, kw_only=True)
class Piece:
    """due: when it is published, as a share of the day; picture: what draws its picture; broken: sloppy markup."""

    outlet: Outlet
    path: str
    text: Text
    due: float
    truth: Truth
    picture: int | None
    broken: bool


def plan(seed: int, *, entries: int) -> list[Piece]:
    """Every piece of the day, in the order of publication, at most about `entries` of each source."""
    random = Random(seed)  # noqa: S311 - sample texts, not secrets
    printed: dict[str, list[Piece]] = {}
    for outlet in OUTLETS:
        printed[outlet.slug] = list(pieces_of(outlet, printed.get(outlet.copies, []), entries, random))
    return sorted((piece for pieces in printed.values() for piece in pieces), key=lambda piece: piece.due)


def pieces_of(outlet: Outlet, models: list[Piece], entries: int, random: Random) -> Iterator[Piece]:
    share = min(1.0, entries / sum(outlet.pieces.values()))
    kinds = [kind for kind, count in outlet.pieces.items() for _ in range(round(count * share))]
    random.shuffle(kinds)
    if outlet.turns_bad:
        kinds.sort(key=lambda kind: kind == "advert")
    good = sum(kind != "advert" for kind in kinds)
    originals = [model for model in models if model.truth.kind == "report"]
    random.shuffle(originals)
    for at, kind in enumerate(kinds):
        due = TURN * (at + 1) / good if outlet.turns_bad and at < good else (at + 1) / len(kinds)
        original = originals.pop() if kind in {"twin", "copy"} and originals else None
        path = f"/{outlet.slug}/{at + 1}"
        yield piece_of(outlet, path, kind, original, max(due, original.due + 0.02 if original else 0), random=random)


def piece_of(outlet: Outlet, path: str, kind: str, original: Piece | None, due: float, *, random: Random) -> Piece:
    quality = random.randint(*QUALITY[kind])
    pictured = kind in ("report", "copy") and random.random() < 0.7
    return Piece(
        outlet=outlet,
        path=path,
        text=text_of(outlet, kind, original, random),
        due=round(min(due, 1.0), 4),
        truth=Truth(kind=kind, quality=quality, of=original.path if original else ""),
        picture=random.randint(1, 10**6) if pictured else None,
        broken=kind == "rough",
    )


def text_of(outlet: Outlet, kind: str, original: Piece | None, random: Random) -> Text:
    if original:
        sentences = sum(map(len, original.text.paragraphs))
        return copied(original.text, random, changes=sentences // 5 if kind == "copy" else 0)
    writer = Writer(outlet.language, random)
    if kind == "advert":
        return writer.advert()
    brief = (5, 6) if outlet.language == "en" else (4, 5)
    return writer.article(random.randint(*(brief if kind == "brief" else outlet.sentences)))
