"""How played readers behave. Every figure that shapes them stands here; none is measured, so what follows is class C.

Chance comes from generators seeded by day, half-hour and purpose: the same after a crash, whatever happened before.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import numpy as np

# Shares of readers that can be reached by each set of channels, in this order; the rest by none.
REACHED_BY = ((0.25, ("webpush",)), (0.12, ("email",)), (0.05, ("webpush", "email")), (0.01, ("webhook",)))
OPTED_OUT = 0.03
ZONES = (("Asia/Shanghai", 0.6), ("Europe/London", 0.25), ("America/New_York", 0.15))
LANGUAGES = {"Asia/Shanghai": "zh-hans"}
# What a reader likes is one of so many kinds of articles; what they like they click more often.
TASTES, LIKED, DISLIKED = 4, 1.6, 0.8
# Visits of a reader on a day: log-normal.
VISITS_MEDIAN, VISITS_SPREAD = 0.8, 0.6
# On a visit: articles shown on the front page, and how likely each is opened before appeal and taste.
SHOWN, OPENED = 10, 0.08
APPEAL_SPREAD = 0.7
READ_MEDIAN_SECONDS, READ_SPREAD, SHARES = 40.0, 0.9, 0.02
# A push is clicked so often before appeal and taste, and less with each one that came before on that day.
CLICKS, WEARIER = 0.08, 0.85
# What a collector must expect: visits of bots, batches sent twice, batches that are no batches.
BOTS, REPLAYED, FORGED = 0.02, 0.01, 0.005
# Readers who leave a channel after a push on it.
LEAVES = 0.001
REFERRERS = (
    ("", 0.4),
    ("www.google.com", 0.15),
    ("www.baidu.com", 0.15),
    ("mp.weixin.qq.com", 0.15),
    ("weibo.com", 0.1),
)
BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
PHONE = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
)
BOT = "Mozilla/5.0 (compatible; ExampleBot/1.0; +https://bot.invalid/)"


def chances(*words: object) -> np.random.Generator:
    """A generator that depends on nothing but the words."""
    return np.random.default_rng(int.from_bytes(blake2b(repr(words).encode(), digest_size=16).digest(), "big"))


def appeal(*, seed: int, subject: str) -> float:
    """How much an article is wanted by everybody; 1 is usual."""
    return float(np.exp(APPEAL_SPREAD * chances(seed, "appeal", subject).standard_normal()))


def liking(*, seed: int, subject: str, tastes: Any) -> Any:
    """Factor for each reader, by their taste (array of 0 to TASTES - 1), on how likely they open this article."""
    kind = chances(seed, "kind", subject).integers(TASTES)
    return np.where(np.asarray(tastes) == kind, LIKED, DISLIKED) * appeal(seed=seed, subject=subject)


def drawn(generator: np.random.Generator, pairs: Any, size: int) -> Any:
    """Indices into `pairs`, whose last places are shares; len(pairs) for what is left of one."""
    edges = np.cumsum([float(pair[-1]) if not isinstance(pair[0], float) else pair[0] for pair in pairs])
    return np.searchsorted(edges, generator.random(size), side="right")
