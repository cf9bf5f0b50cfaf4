"""The sample sites as one answering machine, to be served on loopback by whoever plays with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from houtai.modules.collect.sample import markup
from houtai.modules.collect.sample.pictures import picture
from houtai.modules.collect.sample.plan import OUTLETS, Piece, Truth, plan

DAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
NOT_FOUND = (404, "text/plain; charset=utf-8", b"not found")

Answer = tuple[int, str, bytes]


@dataclass(kw_only=True)
class Site:
    """The four sources and their pages.

    base: where it is served ("http://127.0.0.1:8001"; "" leaves links relative); pictures: the same for pictures, when
    they are served elsewhere; clock: the share of the day that has passed (0 to 1), for feeds list what is published by
    then; day: when the day began.
    """

    pieces: dict[str, Piece]
    day: datetime
    base: str = ""
    pictures: str = ""
    clock: float = 1.0

    @property
    def feeds(self) -> list[tuple[str, str]]:
        """(name of the source, path of its feed)"""
        return [(outlet.name, outlet.feed) for outlet in OUTLETS]

    @property
    def bad(self) -> str:
        """The name of the source that turns bad in the course of the day."""
        return next(outlet.name for outlet in OUTLETS if outlet.turns_bad)

    def respond(self, path: str) -> Answer:
        """(status, content type, body) for a path."""
        path = urlsplit(path).path
        if path in (feed for _name, feed in self.feeds):
            return 200, "application/xml; charset=utf-8", self.feed(path).encode()
        if path.startswith("/picture/"):
            return self.picture(path.removeprefix("/picture/").removesuffix(".png"))
        piece = self.pieces.get(path)
        if piece is None or piece.truth.kind == "empty" or piece.due > self.clock:
            return NOT_FOUND
        text = markup.page(piece, pictures=self.pictures or self.base, day=self.day)
        # The header says nothing of the charset: whoever reads it must look inside.
        return 200, "text/html", text.encode(piece.outlet.charset)

    def feed(self, path: str) -> str:
        outlet = next(outlet for outlet in OUTLETS if outlet.feed == path)
        out = [piece for piece in self.pieces.values() if piece.outlet is outlet and piece.due <= self.clock]
        return markup.feed(outlet, out, base=self.base, day=self.day)

    def picture(self, number: str) -> Answer:
        if not number.isdecimal() or len(number) > 9:
            return NOT_FOUND
        return 200, "image/png", picture(int(number))

    def truth(self, url: str) -> Truth | None:
        """What the piece at this address (in full or only its path) is really worth; None for any other address."""
        piece = self.pieces.get(urlsplit(url).path)
        return piece.truth if piece else None


def site(seed: int, *, entries: int = 40, day: datetime = DAY) -> Site:
    """The same site for the same seed: 120 pieces, or about `entries` of each source, in ten hours from `day`."""
    return Site(pieces={piece.path: piece for piece in plan(seed, entries=entries)}, day=day)
