"""Where readers come from, told by the host of the page before. The lists are the documentation: add hosts here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

SEARCH = (
    "google", "bing.com", "baidu.com", "sogou.com", "so.com", "sm.cn", "duckduckgo.com", "yandex", "ecosia.org",
    "search.yahoo", "search.brave.com", "startpage.com", "qwant.com", "naver.com", "seznam.cz",
)  # fmt: skip
SOCIAL = (
    "weixin.qq.com", "wx.qq.com", "weibo.com", "weibo.cn", "t.cn", "zhihu.com", "toutiao.com", "douyin.com",
    "xiaohongshu.com", "xhslink.com", "bilibili.com", "b23.tv", "douban.com", "tieba.baidu.com", "qzone.qq.com",
    "kuaishou.com", "v2ex.com", "facebook.com", "fb.me", "instagram.com", "twitter.com", "x.com", "t.co",
    "linkedin.com", "lnkd.in", "reddit.com", "news.ycombinator.com", "youtube.com", "tiktok.com", "pinterest",
    "telegram.org", "t.me", "whatsapp.com", "wa.me", "threads.net", "bsky.app", "mastodon", "vk.com", "line.me",
)  # fmt: skip
MAIL = (
    "mail.google.com", "mail.qq.com", "mail.163.com", "mail.126.com", "mail.sina", "mail.yahoo", "outlook.live.com",
    "outlook.office.com", "outlook.office365.com", "mail.ru", "mail.proton.me", "exmail.qq.com",
    "com.google.android.gm",
)  # fmt: skip
LABELS: dict[str, Any] = {
    "direct": _("Direct"),
    "within": _("From one page to the next"),
    "search": _("Search"),
    "social": _("Social networks"),
    "push": _("Own pushes"),
    "mail": _("Mail"),
    "other": _("Other sites"),
}


def kind_of(host: str, *, own: Collection[str]) -> str:
    """One of LABELS. Mail and social networks come first, for they live on hosts of search engines too."""
    if not host:
        return "direct"
    if host in own:
        return "within"
    lists = (("mail", MAIL), ("social", SOCIAL), ("search", SEARCH))
    return next((kind for kind, names in lists if any(belongs(host, name) for name in names)), "other")


def belongs(host: str, name: str) -> bool:
    """A name with a dot is a host and all below it; one that ends in a bare word has many top-level domains."""
    if name.rpartition(".")[2] in TOP:
        return host == name or host.endswith(f".{name}")
    return f".{host}.".find(f".{name}.") >= 0


TOP = {"com", "cn", "org", "net", "tv", "me", "app", "ru", "in", "gm", "cz", "co"}


def kinds(hosts: Mapping[str, int], *, pushed: int, own: Collection[str]) -> dict[str, int]:
    """Views by kind of source, all kinds in the order of LABELS."""
    found: Counter[str] = Counter({"push": pushed})
    for host, views in hosts.items():
        found[kind_of(host, own=own)] += views
    return {kind: found[kind] for kind in LABELS}
