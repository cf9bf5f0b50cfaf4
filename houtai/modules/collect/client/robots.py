"""What a server's robots.txt lets us ask for, by RFC 9309."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

AGENT = "houtai"
LONGEST = 500_000
MOST_RULES = 2_000
SLOWEST = 30.0
Rule = tuple[bool, str]


@dataclass(frozen=True, kw_only=True)
class Robots:
    """rules: (allowed, path pattern); delay: seconds that the server wants between two requests, at most 30."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    @classmethod
    def read(cls, text: str, *, agent: str = AGENT) -> Robots:
        """The rules of all groups that name us, else of those for everybody."""
        groups = parted(text[:LONGEST])
        ours = [lines for names, lines in groups if agent in names]
        lines = [line for group in ours or [lines for names, lines in groups if "*" in names] for line in group]
        rules = tuple((name == "allow", path) for name, path in lines if name != "crawl-delay" and path)
        return cls(
            rules=rules[:MOST_RULES], delay=max([0.0, *(seconds(told) for name, told in lines if name[0] == "c")])
        )

    def allows(self, url: str) -> bool:
        """The longest pattern that fits decides; of two as long, the one that allows."""
        parts = urlsplit(url)
        path = even((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        if path == "/robots.txt":
            return True
        fitting = [(len(pattern), allowed) for allowed, pattern in self.rules if fits(pattern, path)]
        return max(fitting)[1] if fitting else True


def parted(text: str) -> list[tuple[list[str], list[tuple[str, str]]]]:
    """Groups: the agents in small letters, and their lines."""
    groups: list[tuple[list[str], list[tuple[str, str]]]] = []
    for line in text.lstrip("\ufeff").splitlines():
        name, colon, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if name == "user-agent" and colon:
            if not groups or groups[-1][1]:
                groups.append(([], []))
            groups[-1][0].append(value.lower().partition("/")[0].strip())
        elif name in ("allow", "disallow", "crawl-delay") and groups:
            groups[-1][1].append((name, value))
    return groups


def seconds(told: str) -> float:
    try:
        return min(max(float(told), 0.0), SLOWEST)
    except ValueError:
        return 0.0


def even(path: str) -> str:
    """The same path in the same spelling, however it was percent-encoded."""
    return quote(unquote(path, errors="replace"), safe="/?=&%*$:;,@+!'()~#[]")


def fits(pattern: str, path: str) -> bool:
    """A star stands for anything, a dollar at the end for the end. Looks for piece after piece, never back."""
    first, *rest = pieces(pattern.removesuffix("$"))
    if not path.startswith(first):
        return False
    at = len(first)
    ended = pattern.endswith("$")
    for number, piece in enumerate(rest, 1):
        last = ended and number == len(rest)
        found = len(path) - len(piece) if last and path.endswith(piece) else path.find(piece, at)
        if found < at:
            return False
        at = found + len(piece)
    return not ended or at == len(path)


@lru_cache(maxsize=4096)
def pieces(pattern: str) -> tuple[str, ...]:
    return tuple(even(piece) for piece in pattern.split("*"))
